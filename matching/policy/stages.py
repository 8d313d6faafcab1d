"""Where a proposal is on its way, and where it may go next: one step at a time, none skipped.

Each step forward opens more of both sides, and needs a fresh yes of each
(`agreement`). Ends are one word to the other side, "not completed".
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.levels import Level
from wethaq.platform.errors import N_, RefusedError


class Stage(StrEnum):
    """The stations of a proposal."""

    DRAFT = "draft"
    """A round or a matchmaker thought of it; nobody else knows."""
    APPROVED = "approved"
    SUMMARY = "summary"
    DETAILS = "details"
    PHOTO = "photo"
    GUARDIANS = "guardians"
    MEETING = "meeting"
    """The nazar: room, mahram named, a host of ours."""
    ENGAGED = "engaged"
    EXAM = "exam"
    """The premarital examination: a certificate, never results."""
    CONTRACTED = "contracted"
    DECLINED = "declined"
    EXPIRED = "expired"
    REVOKED = "revoked"
    """A consent was withdrawn."""
    CLOSED_BY_STAFF = "closed_by_staff"
    MARRIED_ELSEWHERE = "married_elsewhere"


_S = Stage

ENDS: Final = frozenset(
    {_S.CONTRACTED, _S.DECLINED, _S.EXPIRED, _S.REVOKED, _S.CLOSED_BY_STAFF, _S.MARRIED_ELSEWHERE}
)
NOT_COMPLETED: Final = ENDS - {_S.CONTRACTED}
_AT_WORK: Final = frozenset({_S.CLOSED_BY_STAFF, _S.REVOKED, _S.MARRIED_ELSEWHERE})
_WITH_PEOPLE: Final = frozenset(NOT_COMPLETED)

NEXT_STAGES: Final[dict[Stage, frozenset[Stage]]] = {
    _S.DRAFT: _AT_WORK | {_S.APPROVED},
    _S.APPROVED: _AT_WORK | {_S.SUMMARY},
    _S.SUMMARY: _WITH_PEOPLE | {_S.DETAILS},
    _S.DETAILS: _WITH_PEOPLE | {_S.PHOTO, _S.GUARDIANS},
    _S.PHOTO: _WITH_PEOPLE | {_S.GUARDIANS},
    _S.GUARDIANS: _WITH_PEOPLE | {_S.MEETING},
    _S.MEETING: _WITH_PEOPLE | {_S.ENGAGED},
    _S.ENGAGED: _WITH_PEOPLE - {_S.EXPIRED} | {_S.EXAM},
    _S.EXAM: _WITH_PEOPLE - {_S.EXPIRED} | {_S.CONTRACTED},
    **dict.fromkeys(ENDS, frozenset[Stage]()),
}
"""The photo alone may be left out: a woman's face is nobody's condition."""

WAY: Final = (
    _S.DRAFT,
    _S.APPROVED,
    _S.SUMMARY,
    _S.DETAILS,
    _S.PHOTO,
    _S.GUARDIANS,
    _S.MEETING,
    _S.ENGAGED,
    _S.EXAM,
    _S.CONTRACTED,
)
MAY_BE_SKIPPED: Final = frozenset({_S.PHOTO})

LEVELS: Final[dict[Stage, Level]] = {
    _S.SUMMARY: Level.SUMMARY,
    _S.DETAILS: Level.DETAILS,
    _S.PHOTO: Level.PHOTO,
    **dict.fromkeys((_S.GUARDIANS, _S.MEETING, _S.ENGAGED, _S.EXAM, _S.CONTRACTED), Level.GUARDIANS),
}
"""What a stage opens at most; a draft and an end open nothing."""

TAKES_A_PLACE: Final = frozenset({_S.APPROVED, _S.SUMMARY, _S.DETAILS, _S.PHOTO})
"""What counts as open before S4: at most two a person (`eligibility.Limits.most_open`)."""
HOLDS_ALONE: Final = frozenset({_S.GUARDIANS, _S.MEETING, _S.ENGAGED, _S.EXAM})
"""From S4 on a person has this proposal alone; others wait, and end with the engagement."""
LOCKS: Final = frozenset({_S.ENGAGED, _S.EXAM})
"""An accepted proposal: no other may be made over it, whoever asks."""

STAGE_LASTS: Final = timedelta(days=7)
MEETING_WITHIN: Final = timedelta(days=21)
ANSWER_AFTER_MEETING: Final = timedelta(days=3)
COOL_OFF: Final = timedelta(days=180)
"""How long the same two aren't proposed to each other again."""
PHOTO_OPEN_FOR: Final = timedelta(hours=72)


class OutsideView(StrEnum):
    """All that a side that takes no part in a step may read."""

    NOTHING = "nothing"
    UNDER_WAY = "under_way"
    NOT_COMPLETED = "not_completed"
    CONTRACTED = "contracted"


class ProposalHasMovedOnError(RefusedError):
    """The step isn't possible from where the proposal is."""

    message = N_("This isn't possible at the stage the proposal has reached. Please look at it again.")


class AlreadyHeldError(RefusedError):
    """One of the two is further on with somebody else; it isn't said which."""

    message = N_("This step has to wait at present. Your matchmaker will tell you when it can go on.")


def can_move(stage: Stage, target: Stage) -> bool:
    """Tell whether `target` may follow `stage`."""
    return target in NEXT_STAGES[stage]


def ensure_can_move(stage: Stage, target: Stage) -> None:
    """Refuse a step that a proposal's way doesn't know."""
    if not can_move(stage, target):
        raise ProposalHasMovedOnError


def stage_after(stage: Stage, *, skips_photo: bool = False) -> Stage:
    """Return the next station forward.

    Raises:
        ProposalHasMovedOnError: there is none.
    """
    if stage in ENDS:
        raise ProposalHasMovedOnError
    following = WAY[WAY.index(stage) + 1]
    return _S.GUARDIANS if following is _S.PHOTO and skips_photo else following


def deadline(stage: Stage, entered_at: datetime, *, met_at: datetime | None = None) -> datetime | None:
    """Return when a stage ends by itself: 7 days, 21 to the meeting, 3 after it; an engagement never does."""
    if stage in {_S.SUMMARY, _S.DETAILS, _S.PHOTO}:
        return entered_at + STAGE_LASTS
    if stage is _S.GUARDIANS:
        return entered_at + MEETING_WITHIN
    if stage is _S.MEETING:
        return met_at + ANSWER_AFTER_MEETING if met_at else entered_at + MEETING_WITHIN
    return None


def cools_off_until(ended_at: datetime) -> datetime:
    """Return until when the same two aren't proposed to each other again, whatever the end was."""
    return ended_at + COOL_OFF


def ensure_nobody_is_held(target: Stage, others: list[Stage]) -> None:
    """Refuse S4 and all after it while another proposal of either side is there already.

    `others` are the stages of all other proposals of both. So nobody ever
    has two families at the table, and nobody is locked twice.
    """
    if target in HOLDS_ALONE and any(stage in HOLDS_ALONE for stage in others):
        raise AlreadyHeldError


def ends_with_engagement(stage: Stage) -> bool:
    """Tell whether another proposal of an engaged person has to be closed (no proposal over an accepted one)."""
    return stage not in ENDS
