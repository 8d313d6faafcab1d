"""From a session to the actor that every service function asks for."""

from dataclasses import dataclass
from uuid import UUID

from wethaq.platform.accounts.addresses import addresses_of
from wethaq.platform.accounts.policy import AccountStatus
from wethaq.platform.accounts.tables import Account, RoleGrant
from wethaq.platform.actors import STAFF_ROLES, Actor, Role
from wethaq.platform.database.prepared import row_by_id
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account, opened, with the roles that it holds."""

    id: UUID
    person_id: UUID | None
    name: str | None
    status: AccountStatus
    roles: frozenset[Role]
    password_hash: str | None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_active(self) -> bool:
        return self.status is AccountStatus.ACTIVE


async def get_account(account_id: UUID) -> AccountView | None:
    """Return an account with its roles, whatever its status."""
    row = await row_by_id(Account, account_id)
    if row is None:
        return None
    opened = open_row(Account, row)
    return AccountView(
        id=row["id"],
        person_id=row["person_id"],
        name=opened["name"],
        status=AccountStatus(row["status"]),
        roles=await roles_of(account_id, row["person_id"]),
        password_hash=row["password_hash"],
    )


async def get_own_account(actor: Actor) -> AccountView:
    """Return the account of the actor."""
    account = await get_account(actor.account_id) if actor.account_id else None
    if account is None:
        raise NotFoundError
    return account


async def roles_of(account_id: UUID, person_id: UUID | None) -> frozenset[Role]:
    """Join what was granted with what follows from the person's own file."""
    rows = await RoleGrant.select(RoleGrant.role).where(
        RoleGrant.account_id == account_id, RoleGrant.revoked_at.is_null()
    )
    granted = {Role(row["role"]) for row in rows}
    is_guardian = person_id is not None and await people.is_guardian(person_id)
    return frozenset(granted | roles_that_follow(person_id, is_guardian=is_guardian))


def roles_that_follow(person_id: UUID | None, *, is_guardian: bool) -> frozenset[Role]:
    """Return the roles that nobody grants: they follow from the person's own file."""
    if person_id is None:
        return frozenset()
    return frozenset({Role.BENEFICIARY, Role.GUARDIAN} if is_guardian else {Role.BENEFICIARY})


def actor_of(account: AccountView, session_id: UUID | None = None) -> Actor:
    return Actor(
        account_id=account.id, person_id=account.person_id, roles=account.roles, session_id=session_id
    )


async def label_of(account: AccountView) -> str:
    """Name the account in an authenticator app, by the address its owner knows it by."""
    addresses = await addresses_of(account.id)
    return addresses[0].text if addresses else str(account.id)


async def account_of_person(person_id: UUID) -> UUID | None:
    """Return the account of a person's file, if it has one."""
    row = await Account.select(Account.id).where(Account.person_id == person_id).first()
    return row["id"] if row else None
