"""The steps of H1-H7 as rules: what must be true of a request before each."""

from dataclasses import dataclass
from datetime import date, datetime

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.policy.checklist import ItemStanding, ensure_settled
from wethaq.platform.intake.policy.deadlines import EarlyReply, ensure_can_appeal, ensure_can_reply
from wethaq.platform.intake.policy.declaration import ensure_signed
from wethaq.platform.intake.policy.statuses import (
    DecisionPath,
    Outcome,
    RequestStatus,
    StepNotPossibleError,
    ensure_can_move,
)


class IncompleteRequestError(RefusedError):
    """Required answers or documents are still missing (H2)."""

    message = N_("Some parts of the request aren't complete yet. Complete them before you sign.")


class NotForCommitteeError(RefusedError):
    """The service's requests are decided by an officer."""

    message = N_("Requests for this service don't go to the committee.")


class CommitteeDecidesError(RefusedError):
    """The service's requests are decided by the committee (H5)."""

    message = N_("Requests for this service are decided by the committee.")


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of a request on which its next step depends.

    `has_gaps`: a required answer is missing. `lacks_documents`: a required copy
    was neither sent nor promised.
    """

    status: RequestStatus
    path: DecisionPath
    current_hash: str
    signed_hash: str | None
    items: tuple[ItemStanding, ...]
    has_gaps: bool
    earliest_reply_at: datetime | None
    lacks_documents: bool = False
    appeal_until: datetime | None = None
    has_appealed: bool = False


def ensure_can_submit(request: Standing, *, is_on_behalf: bool) -> None:
    """Refuse a request with gaps (H2) or without the applicant's signature (H4).

    Taken in on behalf, it may wait for documents and for a signature on paper
    or by telephone: the officer can't go on to `DECLARED` without them.
    """
    ensure_can_move(request.status, RequestStatus.SUBMITTED)
    _ensure_whole(request, is_on_behalf=is_on_behalf)


def ensure_can_resubmit(request: Standing, *, is_on_behalf: bool) -> None:
    """Refuse to take back what was returned until it is whole and signed anew (H4)."""
    if request.status is not RequestStatus.RETURNED:
        raise StepNotPossibleError
    _ensure_whole(request, is_on_behalf=is_on_behalf)


def ensure_can_declare(request: Standing, today: date) -> None:
    """Refuse to call verification finished before all is matched and signed (H2, H4)."""
    ensure_can_move(request.status, RequestStatus.DECLARED)
    if request.has_gaps:
        raise IncompleteRequestError
    ensure_settled(request.items, today)
    ensure_signed(request.signed_hash, request.current_hash)


def ensure_can_forward(request: Standing) -> None:
    """Refuse the committee what isn't signed, or isn't its business (H5)."""
    if request.path is not DecisionPath.COMMITTEE:
        raise NotForCommitteeError
    ensure_can_move(request.status, RequestStatus.IN_COMMITTEE)
    ensure_signed(request.signed_hash, request.current_hash)


def ensure_can_decide(request: Standing, now: datetime, early: EarlyReply | None = None) -> None:
    """Refuse a decision outside the committee or before its date (H5, R3)."""
    if request.path is not DecisionPath.COMMITTEE:
        raise NotForCommitteeError
    if request.status is RequestStatus.IN_COMMITTEE:
        ensure_can_reply(request.earliest_reply_at, now, early)
    elif request.status is not RequestStatus.IN_APPEAL:
        raise StepNotPossibleError


def ensure_can_decide_directly(request: Standing) -> None:
    """Refuse an officer the committee's decisions."""
    if request.path is not DecisionPath.DIRECT:
        raise CommitteeDecidesError
    if request.status is not RequestStatus.DECLARED:
        raise StepNotPossibleError


def ensure_can_lodge_appeal(request: Standing, now: datetime) -> None:
    """Refuse an appeal against anything but a refusal, once and in time (R3)."""
    if not (request.has_appealed and request.status in {RequestStatus.APPEALED, RequestStatus.IN_APPEAL}):
        ensure_can_move(request.status, RequestStatus.APPEALED)
    ensure_can_appeal(request.appeal_until, now, has_appealed=request.has_appealed)


def status_after_decision(status: RequestStatus, outcome: Outcome) -> RequestStatus:
    """Return where a decision leads; a refusal upon appeal is final (R3)."""
    if outcome is Outcome.ACCEPTED:
        return RequestStatus.ACCEPTED
    return RequestStatus.REFUSED_FINALLY if status is RequestStatus.IN_APPEAL else RequestStatus.REFUSED


def _ensure_whole(request: Standing, *, is_on_behalf: bool) -> None:
    if request.has_gaps or (request.lacks_documents and not is_on_behalf):
        raise IncompleteRequestError
    if not is_on_behalf:
        ensure_signed(request.signed_hash, request.current_hash)
