"""The dates promised to both sides, and whether we keep them (H5, G1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.policy.statuses import DecisionPath, RequestStatus
from wethaq.platform.intake.policy.terms import ServiceTerms
from wethaq.platform.localisation.dates import end_of_day, riyadh_date
from wethaq.platform.localisation.working_calendar import (
    Pause,
    next_working_day,
    working_days_between,
    working_deadline,
)

AT_RISK_WORKING_DAYS: Final = 2
"""With so few working days left a stage is shown as at risk."""


class ReplyTooEarlyError(RefusedError):
    """The committee's reply takes no less than two weeks (H5)."""

    message = N_(
        "The reply can't be given before the earliest reply date. "
        "An earlier one needs an urgent reason and the approval of a second person."
    )


class SecondPersonMissingError(RefusedError):
    """Nobody may shorten the period alone."""

    message = N_("An earlier reply has to be approved by someone other than the person who asks for it.")


class AppealTooLateError(RefusedError):
    """The period in which an appeal is heard is over."""

    message = N_(
        "The time for an appeal against this decision is over. Write to us if your situation has changed."
    )


class AppealedBeforeError(RefusedError):
    """A refusal can be appealed once (R3)."""

    message = N_("An appeal against this decision has already been heard.")


@dataclass(frozen=True, slots=True)
class EarlyReply:
    """Why a reply may come before its date, and who agreed to it."""

    urgent_reason: str
    asked_by: UUID
    approved_by: UUID


@dataclass(frozen=True, slots=True)
class ReplyDates:
    """Both dates the applicant sees from the first day on (H5)."""

    earliest_at: datetime | None
    latest_on: date


class ServiceLevel(StrEnum):
    """How a stage stands against its promise."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    AWAITING_APPLICANT = "awaiting_applicant"
    NO_DEADLINE = "no_deadline"


def reply_dates(
    path: DecisionPath, terms: ServiceTerms, submitted_at: datetime, pauses: Sequence[Pause] = ()
) -> ReplyDates:
    """Return when a reply may come and by when it must.

    The earliest moment counts from submission and never moves (H5). The latest
    day is in working days, and days on which the applicant was awaited don't
    count. It never precedes the earliest: a manager may shorten the one figure
    without a thought of the other's holidays.
    """
    latest_on = working_deadline(submitted_at, terms.reply_within_working_days, pauses)
    if path is DecisionPath.DIRECT:
        return ReplyDates(None, latest_on)
    earliest_at = submitted_at + timedelta(days=terms.reply_not_before_days)
    return ReplyDates(earliest_at, max(latest_on, next_working_day(riyadh_date(earliest_at))))


def ensure_can_reply(earliest_at: datetime | None, now: datetime, early: EarlyReply | None = None) -> None:
    """Refuse a reply before its date unless two people found it urgent (H5)."""
    if earliest_at is None or now >= earliest_at:
        return
    if early is None or not early.urgent_reason.strip():
        raise ReplyTooEarlyError
    if early.approved_by == early.asked_by:
        raise SecondPersonMissingError


def appeal_until(decided_at: datetime, terms: ServiceTerms) -> datetime:
    """Return the moment after which a refusal stands (R3): midnight of the last day."""
    return end_of_day(riyadh_date(decided_at) + timedelta(days=terms.appeal_within_days))


def ensure_can_appeal(until: datetime | None, now: datetime, *, has_appealed: bool) -> None:
    """Refuse a second appeal, or one that comes too late (R3)."""
    if has_appealed:
        raise AppealedBeforeError
    if until is None or now >= until:
        raise AppealTooLateError


def stage_due_on(
    status: RequestStatus,
    terms: ServiceTerms,
    *,
    submitted_at: datetime | None,
    referral_due_on: date | None,
    latest_reply_on: date | None,
    appeal_reply_on: date | None = None,
) -> date | None:
    """Return the day by which the association owes the next step; None if it owes nothing."""
    match status:
        case RequestStatus.SUBMITTED | RequestStatus.IN_VERIFICATION if submitted_at is not None:
            return working_deadline(submitted_at, terms.verification_within_working_days)
        case RequestStatus.REFERRED:
            return referral_due_on
        case RequestStatus.DECLARED | RequestStatus.IN_COMMITTEE:
            return latest_reply_on
        case RequestStatus.APPEALED | RequestStatus.IN_APPEAL:
            return appeal_reply_on
        case _:
            return None


def service_level(status: RequestStatus, due_on: date | None, now: datetime) -> ServiceLevel:
    """Judge a stage: late after its day, at risk when few working days remain (G1)."""
    if status is RequestStatus.RETURNED:
        return ServiceLevel.AWAITING_APPLICANT
    if due_on is None:
        return ServiceLevel.NO_DEADLINE
    today = riyadh_date(now)
    if today > due_on:
        return ServiceLevel.LATE
    if working_days_between(today, due_on) < AT_RISK_WORKING_DAYS:
        return ServiceLevel.AT_RISK
    return ServiceLevel.ON_TRACK
