"""The words that the desk's templates of counseling need, by enumeration."""

from typing import Any, Final

from wethaq.counseling.policy.conflicts import ConflictReason
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.seasons import SeasonKind, SeasonState
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

SEASON_WORDS: Final = {
    SeasonKind.RAMADAN: N_("Ramadan"),
    SeasonKind.EID_AL_FITR: N_("Eid al-Fitr"),
    SeasonKind.EID_AL_ADHA: N_("Arafah and Eid al-Adha"),
    SeasonKind.NATIONAL_DAY: N_("National Day"),
    SeasonKind.FOUNDING_DAY: N_("Founding Day"),
    SeasonKind.OTHER: N_("Closed"),
}
STATE_WORDS: Final = {
    SeasonState.PROPOSED: N_("Proposed"),
    SeasonState.CONFIRMED: N_("Confirmed"),
    SeasonState.DECLINED: N_("Open as on other days"),
}
SEASON_TONE: Final = {
    SeasonState.PROPOSED: "wait",
    SeasonState.CONFIRMED: "good",
    SeasonState.DECLINED: "quiet",
}
FIGURE_WORDS: Final = {
    "length_minutes": (N_("Length"), N_("minutes")),
    "buffer_before_minutes": (N_("Pause before"), N_("minutes")),
    "buffer_after_minutes": (N_("Pause after, for notes"), N_("minutes")),
    "start_every_minutes": (N_("A start every"), N_("minutes")),
    "seats": (N_("People at most"), N_("people")),
    "notice_hours": (N_("Booked at the latest"), N_("hours before")),
    "horizon_days": (N_("Booked at the earliest"), N_("days before")),
    "daily_cap": (N_("A day and counselor at most, 0 for no limit"), N_("appointments")),
    "cancellation_notice_hours": (N_("The family cancels at the latest"), N_("hours before")),
    "move_notice_hours": (N_("The family moves at the latest"), N_("hours before")),
    "moves": (N_("The family moves at most"), N_("times")),
    "first_reminder_hours": (N_("First reminder, 0 for none"), N_("hours before")),
    "second_reminder_hours": (N_("Second reminder, 0 for none"), N_("hours before")),
}
"""Each figure's name and its unit."""


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
