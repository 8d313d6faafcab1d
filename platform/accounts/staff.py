"""Staff accounts: inviting, roles, and leaving. An administrator sees these and no case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import (
    Address,
    AddressTakenError,
    add_address,
    addresses_of,
    find_account,
)
from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.messages import tell_owner
from wethaq.platform.accounts.policy import AccountStatus, InvitationInvalidError, is_invitation_valid
from wethaq.platform.accounts.role_grants import grant_roles
from wethaq.platform.accounts.second_factor import forget_second_factor
from wethaq.platform.accounts.sessions import ENDED_BY_DEACTIVATION, end_sessions_of
from wethaq.platform.accounts.staff_policy import (
    ensure_can_change_roles_of,
    ensure_can_manage_staff,
    ensure_roles_fit_together,
)
from wethaq.platform.accounts.tables import Account, Invitation
from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.security.tokens import new_token, token_digest
from wethaq.platform.settings import get_settings
from wethaq.platform.web.links import url

SET_UP_PATH = "/staff-setup"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A row of the administrator's page."""

    id: UUID
    name: str
    addresses: list[str]
    status: AccountStatus
    roles: frozenset[Role]
    last_sign_in_at: datetime | None


async def create_staff(
    name: str, address: Address, roles: frozenset[Role], *, actor: Actor, now: datetime
) -> tuple[UUID, str]:
    """Make an account for a new member of staff; return its id and the token of the set-up link.

    Nobody but its owner ever knows the password. Raises AddressTakenError.
    """
    ensure_can_manage_staff(actor)
    ensure_roles_fit_together(roles)
    account_id = new_id()
    async with transaction():
        if await find_account(address) is not None:
            raise AddressTakenError
        await insert_sealed(
            Account,
            {
                "id": account_id,
                "name": name,
                "status": AccountStatus.INVITED,
                "made_at": now,
                "made_by": actor.account_id,
            },
        )
        await add_address(account_id, address, proved_at=None)
        await grant_roles(account_id, roles, actor=actor, now=now)
        await audit.record("accounts.staff_invited", account_id, actor=actor, now=now)
        token = await _invite(account_id, actor=actor, now=now)
    return account_id, token


async def invite_staff(
    name: str, address: Address, roles: frozenset[Role], *, actor: Actor, now: datetime
) -> tuple[UUID, str]:
    """Make the account and send its owner the set-up link; nobody else gets to see it."""
    async with transaction():
        account_id, token = await create_staff(name, address, roles, actor=actor, now=now)
        await _send_link(account_id, token, now=now)
    return account_id, token


async def invite_again(account_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Make a fresh set-up link: for a lost one, or for staff who have lost password and phone.

    The old password, app and sessions are worth nothing from now on.
    """
    ensure_can_change_roles_of(account_id, actor)
    async with transaction():
        await get_staff_member(account_id, actor=actor)
        await Account.update({Account.password_hash: None, Account.status: AccountStatus.INVITED}).where(
            Account.id == account_id
        )
        await forget_second_factor(account_id, actor=actor, now=now)
        await end_sessions_of(account_id, reason=ENDED_BY_DEACTIVATION, now=now)
        await audit.record("accounts.staff_invited_again", account_id, actor=actor, now=now)
        await _send_link(account_id, await _invite(account_id, actor=actor, now=now), now=now)


async def find_invited(token: str, *, now: datetime) -> UUID:
    """Return the account of a set-up link. Raises InvitationInvalidError."""
    row = await Invitation.objects().where(Invitation.token_digest == token_digest(token)).first()
    if row is None or not is_invitation_valid(made_at=row.made_at, used_at=row.used_at, now=now):
        raise InvitationInvalidError
    account_id: UUID = row.account_id
    return account_id


async def use_invitation(token: str, *, now: datetime) -> UUID:
    """Use a set-up link up, exactly once. Raises InvitationInvalidError."""
    account_id = await find_invited(token, now=now)
    used = (
        await Invitation.update({Invitation.used_at: now})
        .where(Invitation.token_digest == token_digest(token), Invitation.used_at.is_null())
        .returning(Invitation.id)
    )
    if not used:
        raise InvitationInvalidError
    return account_id


async def deactivate_staff(account_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Close an account at once: its sessions end, its history stays."""
    ensure_can_change_roles_of(account_id, actor)
    async with transaction():
        await get_staff_member(account_id, actor=actor)
        await Account.update(
            {
                Account.status: AccountStatus.DEACTIVATED,
                Account.deactivated_at: now,
                Account.password_hash: None,
            }
        ).where(Account.id == account_id)
        await Invitation.update({Invitation.used_at: now}).where(
            Invitation.account_id == account_id, Invitation.used_at.is_null()
        )
        await end_sessions_of(account_id, reason=ENDED_BY_DEACTIVATION, now=now)
        await audit.record("accounts.staff_deactivated", account_id, actor=actor, now=now)


async def list_staff(*, actor: Actor) -> list[StaffMember]:
    """List all staff accounts, the newest first."""
    ensure_can_manage_staff(actor)
    rows = (
        await Account.select(Account.id)
        .where(Account.person_id.is_null())
        .order_by(Account.made_at, ascending=False)
    )
    return [await get_staff_member(row["id"], actor=actor) for row in rows]


async def get_staff_member(account_id: UUID, *, actor: Actor) -> StaffMember:
    """Return one staff account; a beneficiary's looks like none at all."""
    ensure_can_manage_staff(actor)
    account = await get_account(account_id)
    if account is None or account.name is None:
        raise NotFoundError
    row = await Account.select(Account.last_sign_in_at).where(Account.id == account_id).first()
    return StaffMember(
        id=account.id,
        name=account.name,
        addresses=[address.text for address in await addresses_of(account_id)],
        status=account.status,
        roles=account.roles & STAFF_ROLES,
        last_sign_in_at=row["last_sign_in_at"] if row else None,
    )


async def _send_link(account_id: UUID, token: str, *, now: datetime) -> None:
    link = f"{get_settings().base_url}{url(f'{SET_UP_PATH}/{token}')}"
    await tell_owner(account_id, "accounts_invitation", now=now, link=link)


async def _invite(account_id: UUID, *, actor: Actor, now: datetime) -> str:
    await Invitation.update({Invitation.used_at: now}).where(
        Invitation.account_id == account_id, Invitation.used_at.is_null()
    )
    token = new_token()
    await Invitation.insert(
        Invitation(
            id=new_id(),
            account_id=account_id,
            token_digest=token_digest(token),
            made_at=now,
            made_by=actor.account_id,
        )
    )
    return token
