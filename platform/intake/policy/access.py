"""Who may see a request and act on it; least rights for each role."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import N_, ForbiddenError
from wethaq.platform.intake.policy.statuses import DECIDED, RequestStatus

OFFICERS: Final = frozenset({Role.RELATIONS_OFFICER, Role.MANAGER})
"""Match, return, refer, forward, register: the beneficiary-relations officer of H2-H7."""

FOLLOWERS: Final = OFFICERS | {Role.CALL_CENTRE_AGENT}
"""May follow what they took in for others, to tell them how it stands."""

TAKERS: Final = FOLLOWERS | {Role.VOLUNTEER}
"""May take a request in on somebody's behalf (C1-C8)."""

VOLUNTEERS_WINDOW: Final = timedelta(days=1)
"""How long a volunteer may take a request in for somebody whose file they opened (C5)."""

COMMITTEE: Final = frozenset({Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR})
COMMITTEE_SEES: Final = DECIDED | {RequestStatus.IN_COMMITTEE}


class Sight(StrEnum):
    """How much of a request somebody sees."""

    NOTHING = "nothing"
    OUTLINE = "outline"
    """Number, service and status: what a call-centre agent needs to tell a caller."""
    CONTENT = "content"


class NotTheirPartError(ForbiddenError):
    """The step belongs to another role."""

    message = N_("This step belongs to a colleague with another role.")


def staff_sight(actor: Actor, *, status: RequestStatus, entered_by: UUID | None, referred_now: bool) -> Sight:
    """Return what a member of staff sees of a request.

    The administrator of the system sees no case content (security.md, Access),
    and a volunteer nothing at all once the request is handed in (C5). Drafts
    belong to the applicant alone, except those staff are taking in.
    """
    is_enterer = entered_by is not None and entered_by == actor.account_id
    if status is RequestStatus.DRAFT:
        return Sight.CONTENT if is_enterer else Sight.NOTHING
    if actor.has(*OFFICERS):
        return Sight.CONTENT
    if actor.has(Role.SOCIAL_RESEARCH_OFFICER) and referred_now:
        return Sight.CONTENT
    if actor.has(*COMMITTEE) and status in COMMITTEE_SEES:
        return Sight.CONTENT
    if actor.has(*FOLLOWERS) and is_enterer:
        return Sight.OUTLINE
    return Sight.NOTHING


def ensure_officer(actor: Actor) -> None:
    """Refuse an officer's step to anybody else."""
    if not actor.has(*OFFICERS):
        raise NotTheirPartError


def ensure_taker(actor: Actor) -> None:
    """Refuse taking a request in for others to anybody but staff who do it."""
    if not actor.has(*TAKERS):
        raise NotTheirPartError


def is_volunteer_only(actor: Actor) -> bool:
    """Tell whether somebody takes requests in as a volunteer, with the least rights of all (C5)."""
    return actor.has(Role.VOLUNTEER) and not actor.has(*FOLLOWERS)


def ensure_social_researcher(actor: Actor) -> None:
    """Refuse the answer to a referral to anybody but the social-research officer (H3)."""
    if not actor.has(Role.SOCIAL_RESEARCH_OFFICER):
        raise NotTheirPartError


def ensure_manager(actor: Actor) -> None:
    """Refuse a change of a service's figures to anybody but a manager."""
    if not actor.has(Role.MANAGER):
        raise NotTheirPartError
