"""The words that the desk's templates of counseling need, by enumeration."""

from typing import Any, Final

from wethaq.counseling.policy.conflicts import ConflictReason
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.wording import MODALITY_NAMES, MODALITY_WORDS, STATUS_TONE, STATUS_WORDS
from wethaq.platform.errors import N_
from wethaq.platform.intake.wording import CHANNELS
from wethaq.platform.localisation import active_language
from wethaq.platform.localisation.dates import weekday_text

FOLDER: Final = "counseling/house"

CONFLICT_WORDS: Final = {
    ConflictReason.LEAVE: N_("The counselor is on leave"),
    ConflictReason.CLOSED_DAY: N_("The house is closed that day"),
    ConflictReason.PRAYER: N_("It falls into a prayer"),
    ConflictReason.OUTSIDE_PLAN: N_("Outside the counselor's hours"),
}
PART_OF_DAY_WORDS: Final = {
    PartOfDay.ANY: N_("Any time"),
    PartOfDay.MORNING: N_("In the morning"),
    PartOfDay.AFTERNOON: N_("In the afternoon"),
    PartOfDay.EVENING: N_("In the evening"),
}


def desk_words() -> dict[str, Any]:
    """Return what every page of the desk has at hand."""
    return {
        "status_words": STATUS_WORDS,
        "status_tone": STATUS_TONE,
        "ways": MODALITY_NAMES,
        "way_words": MODALITY_WORDS,
        "conflict_words": CONFLICT_WORDS,
        "channels": CHANNELS,
        "weekday": weekday_text,
        "language": active_language(),
    }
