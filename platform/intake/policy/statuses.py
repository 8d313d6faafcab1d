"""Where a request is on its way through H1-H7, and where it may go next."""

from enum import StrEnum

from wethaq.platform.errors import N_, RefusedError


class RequestStatus(StrEnum):
    """The stations of a request; each is a fact that the applicant may see.

    A signature is not a station. The applicant signs when submitting (H4) and
    the signature is a record of its own, bound to the hash of what was signed.
    `DECLARED` says two things at once: the officer has matched everything (H2)
    *and* the last signature covers the content as it now stands. Whatever
    changes the content therefore takes effect only in a status before it.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_VERIFICATION = "in_verification"
    RETURNED = "returned"
    REFERRED = "referred"
    DECLARED = "declared"
    IN_COMMITTEE = "in_committee"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    APPEALED = "appealed"
    IN_APPEAL = "in_appeal"
    REFUSED_FINALLY = "refused_finally"
    REGISTERED = "registered"
    IN_SERVICE = "in_service"
    DELIVERED = "delivered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class DecisionPath(StrEnum):
    """Who decides: the research committee (H5) or an officer.

    A family in distress can't wait two weeks for an appointment, so
    counseling and awareness are accepted by an officer.
    """

    COMMITTEE = "committee"
    DIRECT = "direct"


class Outcome(StrEnum):
    """What a decision may say."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


_S = RequestStatus

NEXT_STATUSES: dict[RequestStatus, frozenset[RequestStatus]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
    _S.SUBMITTED: frozenset({_S.IN_VERIFICATION, _S.WITHDRAWN}),
    _S.IN_VERIFICATION: frozenset({_S.RETURNED, _S.REFERRED, _S.DECLARED, _S.WITHDRAWN}),
    _S.RETURNED: frozenset({_S.IN_VERIFICATION, _S.WITHDRAWN}),
    _S.REFERRED: frozenset({_S.IN_VERIFICATION, _S.WITHDRAWN}),
    _S.DECLARED: frozenset({_S.IN_VERIFICATION, _S.IN_COMMITTEE, _S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN}),
    _S.IN_COMMITTEE: frozenset({_S.IN_VERIFICATION, _S.ACCEPTED, _S.REFUSED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.REGISTERED, _S.WITHDRAWN}),
    _S.REFUSED: frozenset({_S.APPEALED}),
    _S.APPEALED: frozenset({_S.IN_APPEAL, _S.WITHDRAWN}),
    _S.IN_APPEAL: frozenset({_S.ACCEPTED, _S.REFUSED_FINALLY, _S.WITHDRAWN}),
    _S.REFUSED_FINALLY: frozenset(),
    _S.REGISTERED: frozenset({_S.IN_SERVICE, _S.WITHDRAWN}),
    _S.IN_SERVICE: frozenset({_S.DELIVERED, _S.WITHDRAWN}),
    _S.DELIVERED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}

OPEN_STATUSES = frozenset(s for s, following in NEXT_STATUSES.items() if _S.WITHDRAWN in following)
"""The person still awaits something of us, or we of them."""

UNDECIDED = OPEN_STATUSES - {_S.ACCEPTED, _S.APPEALED, _S.IN_APPEAL, _S.REGISTERED, _S.IN_SERVICE}
"""Another request for the same service would only be studied twice."""

AWAITING_APPLICANT = frozenset({_S.DRAFT, _S.RETURNED})
APPLICANT_MAY_EDIT = AWAITING_APPLICANT
OFFICER_MAY_EDIT = frozenset({_S.DRAFT, _S.IN_VERIFICATION})
OFFICERS_MOVE = frozenset(
    {_S.SUBMITTED, _S.IN_VERIFICATION, _S.DECLARED, _S.ACCEPTED, _S.REGISTERED, _S.IN_SERVICE, _S.DELIVERED}
)
"""The officer is the next to act; elsewhere the applicant, a colleague or the committee is."""

DECIDED = frozenset(
    {
        _S.ACCEPTED,
        _S.REFUSED,
        _S.APPEALED,
        _S.IN_APPEAL,
        _S.REFUSED_FINALLY,
        _S.REGISTERED,
        _S.IN_SERVICE,
        _S.DELIVERED,
        _S.CLOSED,
    }
)
SIGNED = DECIDED | {_S.DECLARED, _S.IN_COMMITTEE}
"""The content is settled: matched by an officer and covered by a signature."""


class StepNotPossibleError(RefusedError):
    """The request is not where this step could be taken from."""

    message = N_("This step isn't possible at the stage the request has reached. Please look at it again.")


class AnswersAreSettledError(RefusedError):
    """What was submitted can't be changed without the association asking for it (H4)."""

    message = N_(
        "The request has been submitted, so its answers can't be changed. Write to us if something is wrong."
    )


def can_move(status: RequestStatus, target: RequestStatus) -> bool:
    """Tell whether `target` may follow `status`."""
    return target in NEXT_STATUSES[status]


def ensure_can_move(status: RequestStatus, target: RequestStatus) -> None:
    """Refuse a step that the journey doesn't know."""
    if not can_move(status, target):
        raise StepNotPossibleError


def ensure_at(status: RequestStatus, station: RequestStatus) -> None:
    """Refuse a step that is taken from one station only, though others lead to the same place."""
    if status is not station:
        raise StepNotPossibleError


def ensure_can_hand_on(status: RequestStatus) -> None:
    """Refuse to hand on what nobody has to look after any more, or nobody has submitted yet."""
    if status is RequestStatus.DRAFT or status not in OPEN_STATUSES:
        raise StepNotPossibleError


def ensure_can_edit(status: RequestStatus, *, is_officer: bool) -> None:
    """Refuse a change of answers or documents once others rely on them (H4).

    The applicant may edit a draft and what was returned; an officer may
    correct what is being matched. Both make the last signature stale.
    """
    if status not in (OFFICER_MAY_EDIT if is_officer else APPLICANT_MAY_EDIT):
        raise AnswersAreSettledError
