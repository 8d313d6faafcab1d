"""Where a meeting and the cases on its agenda can be, and where they may go."""

from enum import StrEnum

from wethaq.platform.committee.errors import (
    ItemsUndecidedError,
    MeetingNotOpenError,
    MeetingNotPlannedError,
    VotingNotOpenError,
)


class MeetingStatus(StrEnum):
    """The stations of a meeting."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What the committee is asked: a first decision, or an appeal against one."""

    DECISION = "decision"
    APPEAL = "appeal"


class ItemStatus(StrEnum):
    """The stations of a case on the agenda."""

    WAITING = "waiting"
    VOTING = "voting"
    DECIDED = "decided"
    PUT_OFF = "put_off"


NEXT_MEETING_STATUSES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.PLANNED: frozenset({MeetingStatus.OPEN, MeetingStatus.CANCELLED}),
    MeetingStatus.OPEN: frozenset({MeetingStatus.CLOSED}),
    MeetingStatus.CLOSED: frozenset(),
    MeetingStatus.CANCELLED: frozenset(),
}

NEXT_ITEM_STATUSES: dict[ItemStatus, frozenset[ItemStatus]] = {
    ItemStatus.WAITING: frozenset({ItemStatus.VOTING, ItemStatus.PUT_OFF}),
    ItemStatus.VOTING: frozenset({ItemStatus.DECIDED, ItemStatus.PUT_OFF}),
    ItemStatus.DECIDED: frozenset(),
    ItemStatus.PUT_OFF: frozenset(),
}

OPEN_ITEM_STATUSES = frozenset({ItemStatus.WAITING, ItemStatus.VOTING})


def ensure_planned(status: MeetingStatus) -> None:
    """Refuse a change of agenda, date or place once the members have begun."""
    if status is not MeetingStatus.PLANNED:
        raise MeetingNotPlannedError


def ensure_open(status: MeetingStatus) -> None:
    """Refuse what only a sitting committee does."""
    if status is not MeetingStatus.OPEN:
        raise MeetingNotOpenError


def ensure_takes_items(status: MeetingStatus) -> None:
    """Let cases be added until the meeting is over: an urgent one may come while it sits."""
    if status not in {MeetingStatus.PLANNED, MeetingStatus.OPEN}:
        raise MeetingNotPlannedError


def ensure_item_can_move(status: ItemStatus, target: ItemStatus) -> None:
    """Refuse a step that the agenda doesn't know."""
    if target not in NEXT_ITEM_STATUSES[status]:
        raise VotingNotOpenError


def ensure_voting(status: ItemStatus) -> None:
    """Refuse a vote, or its count, on a case whose vote isn't open."""
    if status is not ItemStatus.VOTING:
        raise VotingNotOpenError


def ensure_can_close(status: MeetingStatus, items: frozenset[ItemStatus]) -> None:
    """Refuse to close a meeting over an open vote; what waits is put off to the next one."""
    ensure_open(status)
    if ItemStatus.VOTING in items:
        raise ItemsUndecidedError
