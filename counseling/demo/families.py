"""The families of the demonstration: who comes for what, how, and what becomes of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.platform.actors import Channel
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
    SPOUSE_IS_AWAITED = "spouse_is_awaited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One appointment: booked so many days ago, for so many days later."""

    person: int
    service: str
    modality: Modality
    booked_days_ago: float
    days_later: int
    course: Course = Course.COMES
    channel: Channel = Channel.WEBSITE
    sex: Sex | None = None
    part_of_day: PartOfDay = PartOfDay.ANY
    companions: int = 0
    answers: dict[str, str] = field(default_factory=dict)

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
}
_PARTS: Final = (PartOfDay.ANY, PartOfDay.MORNING, PartOfDay.EVENING)


def _visit(number: int) -> Visit:
    """Spread the visits: bookings from sixteen days ago until today, appointments from twelve ago to nine ahead."""
    service = _SERVICES[number % len(_SERVICES)]
    return Visit(
        person=FIRST_SERIAL + number,
        service=service,
        modality=_WAYS[number % 3],
        booked_days_ago=16 - number * 0.21,
        days_later=2 + number * 5 % 8,
        course=_COURSES.get(number, Course.COMES),
        channel=Channel.PHONE if number % 4 == 1 else Channel.WEBSITE,
        sex=(None, Sex.FEMALE, None, Sex.MALE)[number % 4],
        part_of_day=_PARTS[number % 3],
        companions=number % 3 if service in {"parenting", "elderly"} else 0,
    )


VISITS: Final = (
    *(_visit(number) for number in range(72)),
    Visit(person=1, service="marital", modality=Modality.PHONE, booked_days_ago=9, days_later=5),
    Visit(person=1, service="marital", modality=Modality.IN_PERSON, booked_days_ago=2, days_later=6, sex=Sex.FEMALE),
    Visit(
        person=FIRST_SERIAL + 80, service="couple", modality=Modality.IN_PERSON, booked_days_ago=1,
        days_later=5, course=Course.SPOUSE_IS_AWAITED,
    ),
    Visit(
        person=FIRST_SERIAL + 81, service="couple", modality=Modality.VIDEO, booked_days_ago=0.4,
        days_later=7, course=Course.SPOUSE_IS_AWAITED,
    ),
    Visit(
        person=FIRST_SERIAL + 82, service="premarital", modality=Modality.PHONE, booked_days_ago=0.003,
        days_later=4, course=Course.STAYS_HELD,
    ),
)  # fmt: skip
WORRIES: Final = (
    "نختلف كثيرًا على المصروف، ولا ننتهي إلى شيء.",
    "ابني في الرابعة عشرة، صار لا يكلمنا إلا قليلًا.",
    "خطبني شاب طيب، وأحتاج إلى من يعينني على السؤال قبل القرار.",
    "والدي يحتاج إلى رعاية، وإخوتي كلهم في مدن أخرى.",
    "نفكر في الانفصال، ونخاف على الأولاد.",
    "كل حديث بيننا يتحول إلى خصام.",
)
SPOUSE_ADDRESSES: Final = ("zawj.ula@mail.example", "zawj.thani@mail.example")
