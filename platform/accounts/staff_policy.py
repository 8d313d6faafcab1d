"""Rules about staff: who grants which role, and why an administrator stands apart."""

from collections.abc import Collection
from uuid import UUID

from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.errors import N_, ForbiddenError, RefusedError


class RoleNotForStaffError(RefusedError):
    """Beneficiaries and guardians become so by their file, not by a grant."""

    message = N_("This role can't be given to a staff account.")


class OwnRolesUntouchableError(RefusedError):
    """Nobody widens or narrows their own rights; so the acting administrator always remains."""

    message = N_("You can't change your own roles. Ask another administrator.")


class AdministratorStandsAloneError(RefusedError):
    """The administrator sees no case content, so can't also hold a role that does."""

    message = N_("An administrator's account can't hold another role, so that it never opens people's files.")


class RolesMissingError(RefusedError):
    """A staff account without a role could sign in and see nothing."""

    message = N_("Choose at least one role.")


def ensure_can_manage_staff(actor: Actor) -> None:
    """Administrators keep the accounts; the command line acts as the system."""
    if not (actor.is_system or actor.has(Role.ADMINISTRATOR)):
        raise ForbiddenError


def ensure_can_change_roles_of(account_id: UUID, actor: Actor) -> None:
    ensure_can_manage_staff(actor)
    if actor.account_id == account_id:
        raise OwnRolesUntouchableError


def ensure_roles_fit_together(roles: Collection[Role]) -> None:
    """Refuse a set of roles that no staff account may hold."""
    if not roles:
        raise RolesMissingError
    if not STAFF_ROLES.issuperset(roles):
        raise RoleNotForStaffError
    if Role.ADMINISTRATOR in roles and len(set(roles)) > 1:
        raise AdministratorStandsAloneError
