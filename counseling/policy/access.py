"""Who may see and do what in counseling: least rights for each role.

The desk books and knows that there is an appointment; what troubles a family
is for their counselor alone (design/security.md, Access).
"""

from typing import Final
from uuid import UUID

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import N_, ForbiddenError

BOOKERS: Final = (Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT, Role.MANAGER)
"""Book, move and cancel on behalf; see that there is an appointment, not why."""
ACCEPTERS: Final = (Role.RELATIONS_OFFICER, Role.MANAGER)
"""Accept what a service has an officer accept, and take urgent calls."""
PLANNERS: Final = (Role.MANAGER,)
"""Counselors, rooms, seasons, the figures of services; a counselor keeps their own plan."""


class NotTheirPartError(ForbiddenError):
    """The step belongs to another role."""

    message = N_("This step belongs to a colleague with another role.")


def ensure_booker(actor: Actor) -> None:
    """Refuse booking for others to anybody but staff who do it."""
    if not actor.has(*BOOKERS):
        raise NotTheirPartError


def ensure_accepter(actor: Actor) -> None:
    """Refuse an officer's yes or no to anybody else."""
    if not actor.has(*ACCEPTERS):
        raise NotTheirPartError


def ensure_manager(actor: Actor) -> None:
    """Refuse a change of the house's settings to anybody but a manager."""
    if not actor.has(*PLANNERS):
        raise NotTheirPartError


def may_plan(actor: Actor, counselor_account_id: UUID) -> bool:
    """Tell whether the actor keeps a plan: a counselor their own, a manager everybody's."""
    return actor.has(*PLANNERS) or is_their_counselor(actor, counselor_account_id)


def is_their_counselor(actor: Actor, counselor_account_id: UUID) -> bool:
    """Tell whether the actor is the counselor themselves."""
    return actor.has(Role.COUNSELOR) and actor.account_id == counselor_account_id
