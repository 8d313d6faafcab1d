"""Who works and who applies in the demonstration of matchmaking. Nobody in it exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.policy.profiles import Importance, Window, Wish
from wethaq.matching.policy.traits import Fact
from wethaq.platform.actors import Role
from wethaq.platform.demo.cast import FAMILIES, MEN, WOMEN, StaffRole, person
from wethaq.platform.people.records import PersonDetails, Sex

FEMALE_MATCHMAKER: Final = StaffRole("matchmaker1", "أ. منيرة الحويطي", frozenset({Role.MATCHMAKER}))
MALE_MATCHMAKER: Final = StaffRole("matchmaker2", "أ. عايد البلوي", frozenset({Role.MATCHMAKER}))
ROOM: Final = 26
FIRST_SERIAL: Final = 601
APPLICANTS: Final = 120
A_WOMAN: Final = FIRST_SERIAL + 8
A_MAN: Final = FIRST_SERIAL + 23
WITH_LOGIN: Final = (A_WOMAN, A_MAN, FIRST_SERIAL, FIRST_SERIAL + 48)
"""Who can be signed in as: those two before an answer, a couple's wife, and one whose family is being put in touch."""

GUARDIANS_FROM: Final = 1000
"""A woman's guardian has her own serial and so many more."""
HAS_FATHER_WITH_LOGIN: Final = 22
"""The woman whose father has an account of his own and is asked."""
A_GUARDIAN: Final = FIRST_SERIAL + HAS_FATHER_WITH_LOGIN + GUARDIANS_FROM


class Turn(StrEnum):
    """How far somebody is."""

    IS_WRITING = "is_writing"
    AWAITS_ANSWER = "awaits_answer"
    """The profile is complete, and the request not accepted yet."""
    IS_ACTIVE = "is_active"
    PROOF_RUNS_OUT = "proof_runs_out"
    IS_PAUSED = "is_paused"
    HAS_LEFT = "has_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One applicant: active since so many days, with answers of the request where they aren't the usual ones."""

    number: int
    sex: Sex
    days_ago: int
    turn: Turn = Turn.IS_ACTIVE
    answers: Mapping[str, str] = field(default_factory=dict)
    sensitive: Mapping[str, Fact] = field(default_factory=dict)
    wants_description: bool = False

    @property
    def serial(self) -> int:
        return FIRST_SERIAL + self.number

    @property
    def is_described(self) -> bool:
        """Tell whether the matchmaker has written the trusted description that was wished for."""
        return self.wants_description and self.number % 2 == 0

    @property
    def classes(self) -> Sequence[ConsentClass]:
        """Which classes of data they agree to besides the certificate of the examination."""
        mine = {"lineage": ConsentClass.LINEAGE, "disability": ConsentClass.DISABILITY}
        picture = (ConsentClass.PHOTO,) if self.wants_description else ()
        return (ConsentClass.CERTIFICATE, *picture, *(mine[code] for code in self.sensitive))

    def details(self) -> PersonDetails:
        """Return the person: of the platform's cast, with the sex and an age of somebody who wants to marry."""
        of = person(self.serial)
        names = WOMEN if self.sex is Sex.FEMALE else MEN
        years = 1981 if self.sex is Sex.FEMALE else 1977
        return replace(
            of,
            first_name=names[(self.number * 5 + 3) % len(names)],
            family_name=FAMILIES[(self.number * 3) % len(FAMILIES)],
            sex=self.sex,
            birth_date=date(
                years + self.number * 7 % 25, 1 + self.number * 5 % 12, 1 + self.number * 11 % 28
            ),
            language="ar",
        )


WAITING_WIDOW: Final = 40
MARRIED_MAN: Final = 41
WITH_DISABILITY: Final = 42
_TURNS: Final = {
    Turn.IS_WRITING: frozenset(range(100, 108)),
    Turn.AWAITS_ANSWER: frozenset(range(108, 114)),
    Turn.PROOF_RUNS_OUT: frozenset({50, 51, 63}),
    Turn.IS_PAUSED: frozenset({70, 71, 72, 73}),
    Turn.HAS_LEFT: frozenset({80, 81, 82}),
}


def _invented(number: int) -> Invented:
    is_woman = number % 2 == 0 or number % 12 == 3  # noqa: PLR2004 - a few more women than men.
    sex = Sex.FEMALE if is_woman else Sex.MALE
    turn = next((turn for turn, numbers in _TURNS.items() if number in numbers), Turn.IS_ACTIVE)
    one = Invented(
        number=number,
        sex=sex,
        days_ago=48 - number // 4 if number < APPLICANTS - 20 else 1 + number % 12,
        turn=turn,
        answers=_answers(number, sex),
        sensitive={"lineage": ("tribal", "no_objection")[number % 2]} if number % 5 == 2 else {},  # noqa: PLR2004 - a fifth.
        wants_description=sex is Sex.FEMALE and number % 7 == 2,  # noqa: PLR2004 - a seventh of them.
    )
    if number == WAITING_WIDOW:
        return replace(
            one, answers={"status_of_woman": "widowed", "waiting_is_over": "no", "waiting_days": "95"}
        )
    if number == MARRIED_MAN:
        return replace(one, sex=Sex.MALE, answers={"status_of_man": "married", "wives_now": "1"})
    if number == WITH_DISABILITY:
        return replace(one, sensitive={"disability": "a_matter"})
    return one


def _answers(number: int, sex: Sex) -> dict[str, str]:
    if number % 6 in (4, 5):
        if sex is Sex.MALE:
            return {"status_of_man": "divorced"}
        return {
            "status_of_woman": "divorced",
            "waiting_is_over": "yes",
            "accepts_polygamy": ("no", "yes")[number % 4 == 0],
        }
    return {}


EVERYBODY: Final = tuple(_invented(number) for number in range(APPLICANTS))


def wishes_of(one: Invented) -> list[Wish]:
    """Return what somebody hopes for: an age, some education, and now and then a condition."""
    age = 2026 - one.details().birth_date.year  # type: ignore[union-attr]
    low, high = (age - 3, age + 14) if one.sex is Sex.FEMALE else (age - 14, age + 4)
    low = max(low, 18)
    wishes = [
        Wish(trait="age", importance=Importance.STRONG, window=Window(low, low + 2, high - 4, high)),
        Wish(
            trait="education",
            importance=(Importance.PLAIN, Importance.SLIGHT, Importance.STRONG)[one.number % 3],
            welcome=frozenset({"bachelor", "postgraduate"}),
            acceptable=frozenset({"diploma"}),
        ),
        Wish(trait="city", importance=Importance.SLIGHT, welcome=frozenset({"tabuk", "duba", "umluj"})),
    ]
    if one.number % 4 == 0:
        wishes.append(
            Wish(trait="smoking", importance=Importance.HARD, welcome=frozenset({"no", "stopping"}))
        )
    if one.number % 9 == 0:
        wishes.append(
            Wish(trait="wants_children", importance=Importance.PLAIN, welcome=frozenset({"yes", "later"}))
        )
    return wishes
