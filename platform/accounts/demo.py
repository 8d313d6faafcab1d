"""Accounts of the demonstration: known passwords and app secrets, never outside of it."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.accounts.addresses import Address, add_address
from wethaq.platform.accounts.policy import AccountStatus
from wethaq.platform.accounts.role_grants import grant_roles
from wethaq.platform.accounts.staff_policy import ensure_roles_fit_together
from wethaq.platform.accounts.tables import Account
from wethaq.platform.actors import SYSTEM, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import WethaqError
from wethaq.platform.security.passwords import hash_password
from wethaq.platform.security.tables import TotpDevice
from wethaq.platform.settings import get_settings


class NotADemonstrationError(WethaqError):
    """An account that anybody can open must not exist on a real site."""


async def make_demo_staff(
    name: str,
    address: Address,
    roles: frozenset[Role],
    *,
    password: str,
    totp_secret: str,
    now: datetime,
) -> UUID:
    """Make a staff account that can sign in at once, with the secret printed beside it."""
    _ensure_demonstration()
    ensure_roles_fit_together(roles)
    async with transaction():
        account_id = await _make_account({"name": name}, address, password, now)
        await grant_roles(account_id, roles, actor=SYSTEM, now=now)
        device = {"id": new_id(), "account_id": account_id, "secret": totp_secret}
        await insert_sealed(TotpDevice, {**device, "confirmed_at": now, "created_at": now})
    return account_id


async def make_demo_account(person_id: UUID, address: Address, *, password: str, now: datetime) -> UUID:
    """Make the account of a person of the demonstration."""
    _ensure_demonstration()
    async with transaction():
        return await _make_account({"person_id": person_id}, address, password, now)


async def _make_account(owner: dict[str, object], address: Address, password: str, now: datetime) -> UUID:
    account_id = new_id()
    hashed = await hash_password(password)
    values = {"id": account_id, "status": AccountStatus.ACTIVE, "password_hash": hashed, "made_at": now}
    await insert_sealed(Account, {**values, **owner})
    await add_address(account_id, address, proved_at=now)
    return account_id


def _ensure_demonstration() -> None:
    settings = get_settings()
    if not settings.is_demo or settings.is_production:
        raise NotADemonstrationError
