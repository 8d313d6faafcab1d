"""The second step of sign-in: codes of an authenticator app, and recovery codes.

The security part accepts each code once (of fifty at the same moment, exactly
one); here are the limits, the audit and the pages' needs.
"""

from datetime import datetime
from uuid import UUID

import pyotp

from wethaq.platform import audit
from wethaq.platform.accounts.codes import plain_code
from wethaq.platform.accounts.policy import CodeWrongError, SecondFactorRequiredForStaffError
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.security import totp
from wethaq.platform.security.limits import forget_attempts, record_attempt
from wethaq.platform.security.recovery_codes import issue_recovery_codes, spend_recovery_code
from wethaq.platform.security.tables import RecoveryCode, TotpDevice
from wethaq.platform.security.totp import TotpEnrolment

_LIMIT = "accounts.second_factor"


async def start_enrolment(account_id: UUID, label: str, *, now: datetime) -> None:
    """Make a secret for the page of the QR code, unless one is waiting there already."""
    if await find_enrolment(account_id, label) is None:
        await totp.begin_totp(account_id, label, now=now)


async def find_enrolment(account_id: UUID, label: str) -> TotpEnrolment | None:
    """Return the secret that waits to be confirmed; a reload shows the same QR code."""
    row = (
        await TotpDevice.select()
        .where(TotpDevice.account_id == account_id, TotpDevice.confirmed_at.is_null())
        .first()
    )
    if row is None:
        return None
    secret = open_row(TotpDevice, row)["secret"]
    return TotpEnrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=label, issuer_name=totp.ISSUER))


async def confirm_enrolment(account_id: UUID, typed: str, *, actor: Actor, now: datetime) -> list[str]:
    """Put the secret in force once a code of it was given; return fresh recovery codes to show once.

    Raises CodeWrongError, TooManyTriesError.
    """
    await _count_try(account_id, now)
    async with transaction():
        if not await totp.confirm_totp(account_id, plain_code(typed), now=now):
            raise CodeWrongError
        codes = await issue_recovery_codes(account_id, now=now)
        await audit.record("accounts.second_factor_enrolled", account_id, actor=actor, now=now)
    await _forget_tries(account_id)
    return codes


async def renew_recovery_codes(*, actor: Actor, now: datetime) -> list[str]:
    """Replace all recovery codes; the old ones open nothing any more."""
    account_id = _own_account(actor)
    async with transaction():
        codes = await issue_recovery_codes(account_id, now=now)
        await audit.record("accounts.recovery_codes_renewed", account_id, actor=actor, now=now)
    return codes


async def begin_enrolment(label: str, *, actor: Actor, now: datetime) -> None:
    """Begin, or begin anew for a new phone: the old app is forgotten, a fresh secret waits."""
    account_id = _own_account(actor)
    async with transaction():
        await totp.remove_totp(account_id)
        await totp.begin_totp(account_id, label, now=now)
        await audit.record("accounts.second_factor_begun", account_id, actor=actor, now=now)


async def remove_second_factor(*, actor: Actor, now: datetime) -> None:
    """Go back to one step. Raises SecondFactorRequiredForStaffError."""
    if actor.is_staff:
        raise SecondFactorRequiredForStaffError
    await forget_second_factor(_own_account(actor), actor=actor, now=now)


async def forget_second_factor(account_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Forget app and recovery codes; the next sign-in of a member of staff enrols again."""
    async with transaction():
        await totp.remove_totp(account_id)
        await RecoveryCode.delete().where(RecoveryCode.account_id == account_id)
        await audit.record("accounts.second_factor_removed", account_id, actor=actor, now=now)


async def accept_second_factor(account_id: UUID, typed: str, *, actor: Actor, now: datetime) -> None:
    """Accept a code of the app or one of the recovery codes, each once.

    Raises CodeWrongError, TooManyTriesError.
    """
    await _count_try(account_id, now)
    if await totp.accept_totp(account_id, plain_code(typed), now=now):
        await _forget_tries(account_id)
        return
    if not await spend_recovery_code(account_id, typed, now=now):
        raise CodeWrongError
    await audit.record("accounts.recovery_code_used", account_id, actor=actor, now=now)
    await _forget_tries(account_id)


async def _count_try(account_id: UUID, now: datetime) -> None:
    await record_attempt(_LIMIT, str(account_id), now)


async def _forget_tries(account_id: UUID) -> None:
    await forget_attempts(_LIMIT, str(account_id))


def _own_account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotFoundError
    return actor.account_id
