"""Ages and the beneficiary groups of policy B."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.dates import riyadh_date

AGE_OF_MAJORITY: Final = 18
"""In Gregorian years, the later of the two calendars, so that no protection ends early."""
YOUTH_ENDS_AT: Final = 30
OLD_AGE_BEGINS_AT: Final = 60
_LEAP_DAY: Final = (2, 29)


class NotYetBornError(RefusedError):
    """A birth date that lies ahead, nearly always a slip in the year."""

    status = 422
    message = N_("This date of birth is still to come. Check the year.")


class Group(StrEnum):
    """Men, women, children, young men and women, the elderly (policy B)."""

    CHILD = "child"
    YOUNG_WOMAN = "young_woman"
    YOUNG_MAN = "young_man"
    WOMAN = "woman"
    MAN = "man"
    ELDERLY = "elderly"


def ensure_born(birth_date: date | None, now: datetime) -> None:
    """Refuse a birth that is still to come."""
    if birth_date is not None and birth_date > riyadh_date(now):
        raise NotYetBornError


def birthday(birth_date: date, age: int) -> date:
    """Return the day on which an age is reached; 1 March for whoever was born on 29 February."""
    year = birth_date.year + age
    if (birth_date.month, birth_date.day) == _LEAP_DAY:
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, 2, 29) if is_leap else date(year, 3, 1)
    return birth_date.replace(year=year)


def age_on(birth_date: date, on: date) -> int:
    """Return the full years somebody has lived."""
    years = on.year - birth_date.year
    return years if birthday(birth_date, years) <= on else years - 1


def is_minor(birth_date: date | None, now: datetime) -> bool:
    """Tell whether a guardian must act; somebody whose age isn't known acts alone."""
    return birth_date is not None and age_on(birth_date, riyadh_date(now)) < AGE_OF_MAJORITY


def comes_of_age_on(birth_date: date) -> date:
    """Return the day on which a guardianship ends and consents are asked anew."""
    return birthday(birth_date, AGE_OF_MAJORITY)


def group_of(sex: str, birth_date: date | None, now: datetime) -> Group:
    """Return the group a person belongs to today; an adult's where the age isn't known."""
    is_woman = sex == "female"
    adult = Group.WOMAN if is_woman else Group.MAN
    if birth_date is None:
        return adult
    age = age_on(birth_date, riyadh_date(now))
    if age < AGE_OF_MAJORITY:
        return Group.CHILD
    if age < YOUTH_ENDS_AT:
        return Group.YOUNG_WOMAN if is_woman else Group.YOUNG_MAN
    return Group.ELDERLY if age >= OLD_AGE_BEGINS_AT else adult
