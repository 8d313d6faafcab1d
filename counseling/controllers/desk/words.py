"""What every page of the counselor's desk needs: the words for codes, and whose desk it is."""

from datetime import date
from typing import Any, Final

from litestar import Response

from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.conflicts import ConflictReason
from wethaq.counseling.records import AttendeeRole
from wethaq.counseling.wording import MODALITY_NAMES, STATUS_TONE, STATUS_WORDS
from wethaq.platform.actors import Role
from wethaq.platform.errors import N_
from wethaq.platform.localisation.dates import hijri_text, weekday_text
from wethaq.platform.web.audience import roles
from wethaq.platform.web.rendering import page

FOLDER: Final = "counseling/desk"
COUNSELORS: Final = roles(Role.COUNSELOR)
SUPERVISORS: Final = roles(Role.MANAGER)
"""There is no role of a supervisor: whoever answers for the house does it, and only with a reason."""
CONFLICT_WORDS: Final = {
    ConflictReason.LEAVE: N_("Falls into your leave"),
    ConflictReason.CLOSED_DAY: N_("The house is closed that day"),
    ConflictReason.PRAYER: N_("Falls into a prayer"),
    ConflictReason.OUTSIDE_PLAN: N_("Outside your hours"),
}
ROLE_WORDS: Final = {
    AttendeeRole.APPLICANT: N_("Asked for the appointment"),
    AttendeeRole.SPOUSE: N_("Spouse"),
    AttendeeRole.FAMILY: N_("Family"),
    AttendeeRole.MEMBER: N_("Takes part"),
}
MODALITY_ICONS: Final = {"in_person": "map-pin", "phone": "phone", "video": "video"}


def day_and_month(on: date) -> str:
    """Write a day without its year and era, where seven stand side by side."""
    return " ".join(hijri_text(on).split(" ")[:-2])


_WORDS: Final[dict[str, Any]] = {
    "service_names": {service.code: service.title for service in OFFERED},
    "status_words": STATUS_WORDS,
    "status_tone": STATUS_TONE,
    "modality_names": MODALITY_NAMES,
    "modality_icons": MODALITY_ICONS,
    "conflict_words": CONFLICT_WORDS,
    "role_words": ROLE_WORDS,
    "weekday": weekday_text,
    "day_and_month": day_and_month,
}


def desk_page(name: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """Answer with a page, or a part, of the counselor's desk."""
    return page(f"{FOLDER}/{name}", status=status, **_WORDS, **context)
