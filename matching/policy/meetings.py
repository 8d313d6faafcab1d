"""The meeting (نظرة شرعية): when it may be, how long it lasts, and that no answer is due before it.

It is the Sunna before an engagement (Tirmidhi 1087), with a mahram present, at the association, with
a member of staff as host.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.agreement import Proposal
from wethaq.matching.policy.stages import ProposalHasMovedOnError, Stage, deadline
from wethaq.platform.errors import N_, RefusedError

LASTS: Final = timedelta(minutes=45)
NOTICE: Final = timedelta(hours=12)
"""Both families have to arrange to come."""


class MeetingOutcome(StrEnum):
    """What the host records; never what was said."""

    HELD = "held"
    NOT_HELD = "not_held"


class MahramRelation(StrEnum):
    """Who comes with her."""

    FATHER = "father"
    BROTHER = "brother"
    SON = "son"
    GRANDFATHER = "grandfather"
    PATERNAL_UNCLE = "paternal_uncle"
    MATERNAL_UNCLE = "maternal_uncle"
    OTHER = "other"


class NotMetYetError(RefusedError):
    """Nobody is engaged without having met."""

    message = N_("The meeting comes first. Your answer is asked for after it.")


class MeetingTimeError(RefusedError):
    """Too soon for two families, or after the time that this stage has."""

    message = N_("Please choose a time from half a day ahead on, and before the stage ends.")


class TimeTakenError(RefusedError):
    """A room or a host can't be at two meetings."""

    message = N_("The room or the host has another meeting at this time.")


def ensure_has_met(proposal: Proposal) -> None:
    """Refuse an answer to the meeting before it took place."""
    if proposal.stage is Stage.MEETING and proposal.met_at is None:
        raise NotMetYetError


def ensure_can_set(proposal: Proposal, starts_at: datetime, *, now: datetime) -> None:
    """Refuse a time that is too soon, or that the stage wouldn't live to see."""
    if proposal.stage is not Stage.MEETING or proposal.met_at is not None:
        raise ProposalHasMovedOnError
    ends_at = deadline(proposal.stage, proposal.entered_at)
    if starts_at < now + NOTICE or (ends_at is not None and starts_at + LASTS > ends_at):
        raise MeetingTimeError


def ensure_is_over(starts_at: datetime, *, now: datetime) -> None:
    """Refuse an outcome of what hasn't begun."""
    if now < starts_at:
        raise NotMetYetError
