"""Time-based one-time passwords (RFC 6238), each accepted once.

The last accepted time step is kept and only a greater one is taken, in one
conditional UPDATE: of fifty sign-ins at once with the same code one passes.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.security.tables import TotpDevice

ISSUER: Final = "Wethaq"
STEP_SECONDS: Final = 30
DRIFT_STEPS: Final = 1
"""A phone's clock may be one step early or late."""


class TotpAlreadyInUseError(RefusedError):
    """A confirmed authenticator isn't replaced before it was removed."""

    message = N_("An authenticator app is already set up for this account.")


@dataclass(frozen=True, slots=True)
class TotpEnrolment:
    """What the page shows once: the secret to type and the address for the QR code."""

    secret: str
    address: str


async def begin_totp(account_id: UUID, account_name: str, *, now: datetime) -> TotpEnrolment:
    """Make a secret for an authenticator app; it counts only after `confirm_totp`."""
    secret = pyotp.random_base32(32)
    async with transaction():
        if await has_totp(account_id):
            raise TotpAlreadyInUseError
        await remove_totp(account_id)
        row = {"id": new_id(), "account_id": account_id, "secret": secret, "created_at": now}
        await insert_sealed(TotpDevice, row)
    address = pyotp.TOTP(secret).provisioning_uri(name=account_name, issuer_name=ISSUER)
    return TotpEnrolment(secret, address)


async def confirm_totp(account_id: UUID, code: str, *, now: datetime) -> bool:
    """Take the authenticator into use when its first code is right."""
    if not await _accept(account_id, code, now=now):
        return False
    await TotpDevice.update({TotpDevice.confirmed_at: now}).where(
        TotpDevice.account_id == account_id, TotpDevice.confirmed_at.is_null()
    )
    return True


async def accept_totp(account_id: UUID, code: str, *, now: datetime) -> bool:
    """Tell whether the code is right and was not used before; it can't be used again."""
    return await has_totp(account_id) and await _accept(account_id, code, now=now)


async def has_totp(account_id: UUID) -> bool:
    """Tell whether the account has a confirmed authenticator."""
    return await TotpDevice.exists().where(
        TotpDevice.account_id == account_id, TotpDevice.confirmed_at.is_not_null()
    )


async def remove_totp(account_id: UUID) -> None:
    """Forget the authenticator of an account."""
    await TotpDevice.delete().where(TotpDevice.account_id == account_id)


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, within the drift, or None."""
    current = int(now.timestamp()) // STEP_SECONDS
    generator = pyotp.HOTP(secret)
    steps = range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1)
    matches = [step for step in steps if hmac.compare_digest(generator.at(step).encode(), code.encode())]
    return matches[0] if matches else None


async def _accept(account_id: UUID, code: str, *, now: datetime) -> bool:
    row = await TotpDevice.select().where(TotpDevice.account_id == account_id).first()
    if row is None:
        return False
    step = matching_step(open_row(TotpDevice, row)["secret"], code, now)
    if step is None:
        return False
    taken = (
        await TotpDevice.update({TotpDevice.last_step: step})
        .where(TotpDevice.account_id == account_id, TotpDevice.last_step < step)
        .returning(TotpDevice.id)
    )
    return bool(taken)
