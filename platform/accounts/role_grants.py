"""Role grants: who gave whom which role, and when; a revoked grant stays to be read."""

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.sessions import ENDED_BY_ROLE_CHANGE, end_sessions_of
from wethaq.platform.accounts.staff_policy import ensure_can_change_roles_of, ensure_roles_fit_together
from wethaq.platform.accounts.tables import RoleGrant
from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One line of an account's role history."""

    role: Role
    granted_at: datetime
    granted_by: str | None
    revoked_at: datetime | None
    revoked_by: str | None


async def change_roles(account_id: UUID, roles: frozenset[Role], *, actor: Actor, now: datetime) -> None:
    """Make `roles` the staff roles of an account.

    Its sessions end: rights change only with a fresh login (design/security.md).
    """
    ensure_can_change_roles_of(account_id, actor)
    ensure_roles_fit_together(roles)
    async with transaction():
        account = await get_account(account_id)
        if account is None or account.name is None:
            raise NotFoundError
        held = account.roles & STAFF_ROLES
        await grant_roles(account_id, roles - held, actor=actor, now=now)
        await _revoke_roles(account_id, held - roles, actor=actor, now=now)
        if roles != held:
            await end_sessions_of(account_id, reason=ENDED_BY_ROLE_CHANGE, now=now)


async def grant_roles(account_id: UUID, roles: frozenset[Role], *, actor: Actor, now: datetime) -> None:
    """Add roles, with who and when."""
    for role in sorted(roles):
        await RoleGrant.insert(
            RoleGrant(
                id=new_id(), account_id=account_id, role=role, granted_at=now, granted_by=actor.account_id
            )
        )
        details = {"role": role.value}
        await audit.record("accounts.role_granted", account_id, actor=actor, now=now, details=details)


async def list_grants(account_id: UUID) -> list[GrantLine]:
    """Return the role history of an account, the newest first."""
    rows = (
        await RoleGrant.select()
        .where(RoleGrant.account_id == account_id)
        .order_by(RoleGrant.granted_at, ascending=False)
    )
    names = {id_: await _name_of(id_) for row in rows for id_ in (row["granted_by"], row["revoked_by"])}
    return [
        GrantLine(
            role=Role(row["role"]),
            granted_at=row["granted_at"],
            granted_by=names[row["granted_by"]],
            revoked_at=row["revoked_at"],
            revoked_by=names[row["revoked_by"]],
        )
        for row in rows
    ]


async def list_role_holders(*roles: Role) -> list[tuple[UUID, str]]:
    """Return the active staff who hold one of these roles, by name: to choose a colleague from."""
    rows = await RoleGrant.select(RoleGrant.account_id).where(
        RoleGrant.role.is_in([role.value for role in roles]), RoleGrant.revoked_at.is_null()
    )
    accounts = [await get_account(account_id) for account_id in {row["account_id"] for row in rows}]
    named = [(each.id, each.name) for each in accounts if each and each.is_active and each.name]
    return sorted(named, key=itemgetter(1))


async def _revoke_roles(account_id: UUID, roles: frozenset[Role], *, actor: Actor, now: datetime) -> None:
    for role in sorted(roles):
        await RoleGrant.update({RoleGrant.revoked_at: now, RoleGrant.revoked_by: actor.account_id}).where(
            RoleGrant.account_id == account_id, RoleGrant.role == role, RoleGrant.revoked_at.is_null()
        )
        details = {"role": role.value}
        await audit.record("accounts.role_revoked", account_id, actor=actor, now=now, details=details)


async def _name_of(account_id: UUID | None) -> str | None:
    account = await get_account(account_id) if account_id else None
    return account.name if account else None
