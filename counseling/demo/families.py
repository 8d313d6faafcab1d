"""The families of the demonstration: who comes for what, how, and what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.platform.actors import Channel
from wethaq.platform.demo.cast import BENEFICIARY, ENGLISH_READER
from wethaq.platform.people.records import Sex

FIRST_SERIAL: Final = 101
"""Families of counseling are people of their own, after those who apply for support."""


class Course(StrEnum):
    """What becomes of an appointment."""

    COMES = "comes"
    IS_MISSED = "is_missed"
    IS_CANCELLED = "is_cancelled"
    IS_MOVED = "is_moved"
    STAYS_HELD = "stays_held"
    STAYS_ASKED = "stays_asked"
    """An officer hasn't said yes yet."""
    SPOUSE_IS_AWAITED = "spouse_is_awaited"
    SPOUSE_COMES = "spouse_comes"
    SPOUSE_REFUSES = "spouse_refuses"
    IS_FREED_NOW = "is_freed_now"
    """Cancelled in these minutes, so that somebody who waits is asked."""


COUPLES: Final = frozenset({Course.SPOUSE_IS_AWAITED, Course.SPOUSE_COMES, Course.SPOUSE_REFUSES})


class Ending(StrEnum):
    """How a case goes on after the first appointment."""

    GOES_ON = "goes_on"
    STAYS_OPEN = "stays_open"
    IS_REFERRED = "is_referred"
    MOVES_AWAY = "moves_away"
    IS_LOOKED_INTO = "is_looked_into"
    """A supervisor opens the notes, with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One appointment: booked so many days ago, for so many days later; `counselor` is a place in the cast."""

    person: int
    service: str
    modality: Modality
    booked_days_ago: float
    days_later: int
    course: Course = Course.COMES
    ending: Ending = Ending.STAYS_OPEN
    channel: Channel = Channel.WEBSITE
    sex: Sex | None = None
    counselor: int | None = None
    part_of_day: PartOfDay = PartOfDay.ANY
    companions: int = 0

    @property
    def booked_ago(self) -> timedelta:
        return timedelta(days=self.booked_days_ago)


_WAYS: Final = (Modality.IN_PERSON, Modality.PHONE, Modality.VIDEO)
_SERVICES: Final = ("marital", "premarital", "parenting", "mediation", "marital", "elderly", "marital")
_COURSES: Final = {
    4: Course.IS_MISSED,
    9: Course.IS_CANCELLED,
    13: Course.IS_MOVED,
    22: Course.IS_MISSED,
    31: Course.IS_CANCELLED,
    37: Course.IS_MISSED,
}
_ENDINGS: Final = {
    8: Ending.IS_REFERRED,
    5: Ending.MOVES_AWAY,
    16: Ending.IS_LOOKED_INTO,
    24: Ending.STAYS_OPEN,
}
_PARTS: Final = (PartOfDay.ANY, PartOfDay.MORNING, PartOfDay.EVENING)
EARLY: Final = 16
"""So many families came in the two months before the last weeks, and are through by now."""
LAILA: Final = 0
KHALID: Final = 1
SAAD: Final = 3


def _visit(number: int) -> Visit:
    """Spread the visits: some over two months, most booked in the last weeks, until nine days ahead."""
    is_lailas = number % 8 == 0
    service = "marital" if is_lailas else _SERVICES[number % len(_SERVICES)]
    return Visit(
        person=FIRST_SERIAL + number,
        service=service,
        modality=Modality.IN_PERSON if is_lailas else _WAYS[number % 3],
        booked_days_ago=74 - number * 3.4 if number < EARLY else 16 - number * 0.21,
        days_later=2 + number * 5 % 8,
        course=_COURSES.get(number, Course.COMES),
        ending=_ENDINGS.get(number, Ending.GOES_ON if number % 3 != 1 else Ending.STAYS_OPEN),
        channel=Channel.PHONE if number % 4 == 1 else Channel.WEBSITE,
        sex=None if is_lailas else (None, Sex.FEMALE, None, Sex.MALE)[number % 4],
        counselor=LAILA if is_lailas else None,
        part_of_day=PartOfDay.ANY if is_lailas else _PARTS[number % 3],
        companions=number % 3 if service in {"parenting", "elderly"} else 0,
    )


def _couple(person: int, modality: Modality, days_ago: float, days_later: int, course: Course) -> Visit:
    return Visit(
        person=FIRST_SERIAL + person,
        service="couple",
        modality=modality,
        booked_days_ago=days_ago,
        days_later=days_later,
        course=course,
        counselor=LAILA if modality is Modality.IN_PERSON else None,
    )


def _asked(person: int, days_ago: float, days_later: int) -> Visit:
    return Visit(
        person=FIRST_SERIAL + person,
        service="mediation",
        modality=Modality.IN_PERSON,
        booked_days_ago=days_ago,
        days_later=days_later,
        course=Course.STAYS_ASKED,
    )


VISITS: Final = (
    *(_visit(number) for number in range(72)),
    Visit(
        person=BENEFICIARY, service="marital", modality=Modality.PHONE, booked_days_ago=11,
        days_later=4, counselor=KHALID,
    ),
    Visit(
        person=BENEFICIARY, service="marital", modality=Modality.IN_PERSON, booked_days_ago=2.1,
        days_later=10, counselor=LAILA,
    ),
    Visit(
        person=ENGLISH_READER, service="parenting", modality=Modality.VIDEO, booked_days_ago=9.3,
        days_later=3, counselor=2, companions=1,
    ),
    Visit(
        person=ENGLISH_READER, service="parenting", modality=Modality.VIDEO, booked_days_ago=1.2,
        days_later=5, counselor=2, companions=1,
    ),
    _couple(80, Modality.IN_PERSON, 1, 6, Course.SPOUSE_IS_AWAITED),
    _couple(81, Modality.VIDEO, 0.4, 7, Course.SPOUSE_IS_AWAITED),
    _couple(83, Modality.IN_PERSON, 3.5, 5, Course.SPOUSE_COMES),
    _couple(86, Modality.IN_PERSON, 4.2, 6, Course.SPOUSE_REFUSES),
    _asked(87, 1.6, 6),
    _asked(88, 0.9, 7),
    _asked(90, 0.2, 8),
    Visit(
        person=FIRST_SERIAL + 91, service="marital", modality=Modality.IN_PERSON, booked_days_ago=3.3,
        days_later=6, counselor=LAILA, course=Course.IS_FREED_NOW,
    ),
    Visit(
        person=FIRST_SERIAL + 92, service="marital", modality=Modality.IN_PERSON, booked_days_ago=6.3,
        days_later=11, counselor=SAAD,
    ),
    Visit(
        person=FIRST_SERIAL + 82, service="premarital", modality=Modality.PHONE, booked_days_ago=0.003,
        days_later=4, course=Course.STAYS_HELD,
    ),
)  # fmt: skip
STRANDED: Final = FIRST_SERIAL + 92
"""Whose appointment the counselor's leave takes away."""
SPOUSE_ADDRESSES: Final = ("zawj.ula@mail.example", "zawj.thani@mail.example")
SPOUSE_OF: Final = {FIRST_SERIAL + 83: 285}
"""The serial of a spouse who has an account and says yes."""
NEVER_NOTED: Final = 6
"""Every sixth family doesn't want notes to be written."""
