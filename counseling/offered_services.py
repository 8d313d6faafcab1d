"""The services of counseling: what a family can choose, in its words, with its first figures (policy S2)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from wethaq.counseling.policy.services import EVERY_MODALITY, Attendance, CounselingService, Modality
from wethaq.counseling.policy.terms import ServiceFigures
from wethaq.platform.errors import N_, NotFoundError

SPOKEN: Final = frozenset({Modality.IN_PERSON, Modality.VIDEO})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedService:
    """A service as it is shown; `title` and `summary` are msgids, `icon` a name of the Lucide set.

    `asks_about_safety`: the questions on danger come first, since the other
    one at home may be the danger. `is_for_children`: a guardian may bring a child to it.
    """

    code: str
    title: str
    summary: str
    icon: str
    attendance: Attendance
    modalities: frozenset[Modality] = EVERY_MODALITY
    asks_about_safety: bool = True
    is_for_children: bool = False
    figures: ServiceFigures = field(default=ServiceFigures())

    def under(self, figures: ServiceFigures) -> CounselingService:
        """Return what can be booked, under the figures in force."""
        return CounselingService(
            code=self.code,
            length=timedelta(minutes=figures.length_minutes),
            attendance=self.attendance,
            seats=figures.seats,
            modalities=self.modalities,
            buffer_before=timedelta(minutes=figures.buffer_before_minutes),
            buffer_after=timedelta(minutes=figures.buffer_after_minutes),
            start_every=timedelta(minutes=figures.start_every_minutes),
            minimum_notice=timedelta(hours=figures.notice_hours),
            horizon_days=figures.horizon_days,
            daily_cap=figures.daily_cap or None,
        )


OFFERED: Final = (
    OfferedService(
        code="premarital",
        title=N_("Before marriage"),
        summary=N_("Questions before the engagement or the wedding: choosing, preparing, agreeing."),
        icon="gem",
        attendance=Attendance.ONE_PERSON,
        asks_about_safety=False,
        figures=ServiceFigures(length_minutes=45),
    ),
    OfferedService(
        code="marital",
        title=N_("Marriage, for one of you"),
        summary=N_("You alone with a counselor, about your life together. Your spouse isn't told."),
        icon="message-circle-heart",
        attendance=Attendance.ONE_PERSON,
    ),
    OfferedService(
        code="couple",
        title=N_("Marriage, for both of you"),
        summary=N_("Both of you with a counselor. Each agrees alone, and each has a file of their own."),
        icon="users",
        attendance=Attendance.COUPLE,
        figures=ServiceFigures(length_minutes=90, buffer_after_minutes=15, seats=2),
    ),
    OfferedService(
        code="parenting",
        title=N_("Children and upbringing"),
        summary=N_("Behaviour, school, adolescence: for a parent, with the children where it helps."),
        icon="baby",
        attendance=Attendance.FAMILY,
        is_for_children=True,
        figures=ServiceFigures(seats=6),
    ),
    OfferedService(
        code="mediation",
        title=N_("Reconciliation and separation"),
        summary=N_(
            "When separation is being spoken of: a fair word between you, above all for the children."
        ),
        icon="scale",
        attendance=Attendance.ONE_PERSON,
        figures=ServiceFigures(length_minutes=90, buffer_after_minutes=15, daily_cap=3),
    ),
    OfferedService(
        code="elderly",
        title=N_("Caring for parents"),
        summary=N_("Looking after an elderly father or mother, and sharing the load within the family."),
        icon="hand-heart",
        attendance=Attendance.FAMILY,
        asks_about_safety=False,
        figures=ServiceFigures(seats=6),
    ),
    OfferedService(
        code="group",
        title=N_("Group sessions"),
        summary=N_(
            "A few people with the same worry and a counselor. In the group you go by your first name."
        ),
        icon="messages-square",
        attendance=Attendance.GROUP,
        modalities=SPOKEN,
        asks_about_safety=False,
        figures=ServiceFigures(length_minutes=90, seats=10),
    ),
)
BOOKABLE: Final = tuple(each for each in OFFERED if each.attendance is not Attendance.GROUP)
"""What a family books by itself; a group's dates are announced, and joined."""
_BY_CODE: Final = {service.code: service for service in OFFERED}


def find_service(code: str | None) -> OfferedService:
    """Return a service by its code; raises NotFoundError for a code from outside."""
    if code not in _BY_CODE:
        raise NotFoundError
    return _BY_CODE[code]


def service_at(number: str | int | None) -> OfferedService | None:
    """Return a bookable service by its place in the list: an address must not say what somebody came for."""
    text = str(number or "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) < len("100") else 0
    return BOOKABLE[place - 1] if 1 <= place <= len(BOOKABLE) else None


def number_of(service: OfferedService) -> int:
    """Return a service's place in the list, from 1."""
    return BOOKABLE.index(service) + 1
