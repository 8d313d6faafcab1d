"""Setting, changing and forgetting a password.

A changed password ends every other session of the account and is told to its
owner, so that a thief can't change it unseen.
"""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import Address, find_account
from wethaq.platform.accounts.codes import CodePurpose, check_code, send_code, send_words_instead
from wethaq.platform.accounts.identity import AccountView, actor_of, get_account, get_own_account
from wethaq.platform.accounts.messages import tell_owner
from wethaq.platform.accounts.passages import OpenPassage, begin_passage
from wethaq.platform.accounts.policy import AccountStatus, CodeWrongError, PassageKind, PasswordWrongError
from wethaq.platform.accounts.sessions import ENDED_BY_PASSWORD_CHANGE, end_sessions_of
from wethaq.platform.accounts.sign_in import NETWORK_LIMIT, Entry, Knock, admit
from wethaq.platform.accounts.tables import Account
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.limit_policy import PER_ADDRESS
from wethaq.platform.security.limits import forget_attempts, record_attempt
from wethaq.platform.security.password_policy import ensure_acceptable_password
from wethaq.platform.security.passwords import hash_password, verify_password
from wethaq.platform.security.totp import has_totp

_CONFIRM_LIMIT = "accounts.password_confirmation"


async def ask_for_reset(address: Address, *, knock: Knock, now: datetime) -> str:
    """Send a code to the address, or words to its owner why not; return the passage's token."""
    await record_attempt(NETWORK_LIMIT, knock.network_address, now, PER_ADDRESS)
    passage, token = await begin_passage(PassageKind.PASSWORD_RESET, address=address, now=now)
    await send_reset_code(passage, now=now)
    return token


async def send_reset_code(passage: OpenPassage, *, now: datetime) -> None:
    """Send the first code of a reset, or another one."""
    if passage.address is None:
        raise CodeWrongError
    account = await _resettable_account(passage)
    if account is None:
        await send_words_instead(passage, passage.address, "accounts_no_account", now=now)
    else:
        await send_code(passage, CodePurpose.ADDRESS, passage.address, "accounts_code", now=now)


async def reset_password(
    passage: OpenPassage, typed_code: str, password: str, *, knock: Knock, now: datetime
) -> Entry:
    """Set a new password by a code, end all sessions, and go on as after a first factor.

    The password is judged before the code is used up. Raises CodeWrongError.
    """
    ensure_acceptable_password(password, is_staff=await _is_for_staff(passage))
    await check_code(passage, CodePurpose.ADDRESS, typed_code, now=now)
    account = await _resettable_account(passage)
    if account is None:
        raise CodeWrongError
    await _set_password(account.id, password, actor=actor_of(account), now=now)
    return await admit(account, knock=knock, next_path=None, passage=passage, now=now)


async def change_password(current: str | None, password: str, *, actor: Actor, now: datetime) -> None:
    """Replace the actor's password, or set the first one; other sessions end.

    Raises PasswordWrongError.
    """
    account = await get_own_account(actor)
    ensure_acceptable_password(password, is_staff=account.is_staff)
    if account.password_hash is not None:
        await confirm_password(current or "", actor=actor, now=now)
    await _set_password(account.id, password, actor=actor, now=now)


async def confirm_password(password: str, *, actor: Actor, now: datetime) -> None:
    """Ask who sits there for the password again. Raises PasswordWrongError, TooManyTriesError."""
    account = await get_own_account(actor)
    key = str(account.id)
    await record_attempt(_CONFIRM_LIMIT, key, now)
    if not await verify_password(password, account.password_hash):
        raise PasswordWrongError
    await forget_attempts(_CONFIRM_LIMIT, key)


async def set_first_password(account_id: UUID, password: str, *, actor: Actor, now: datetime) -> None:
    """Give an invited member of staff a password; the account becomes active."""
    ensure_acceptable_password(password, is_staff=True)
    hashed = await hash_password(password)
    async with transaction():
        await Account.update({Account.password_hash: hashed, Account.status: AccountStatus.ACTIVE}).where(
            Account.id == account_id, Account.status == AccountStatus.INVITED
        )
        await audit.record("accounts.password_set", account_id, actor=actor, now=now)


async def _set_password(account_id: UUID, password: str, *, actor: Actor, now: datetime) -> None:
    hashed = await hash_password(password)
    async with transaction():
        await Account.update({Account.password_hash: hashed}).where(Account.id == account_id)
        await end_sessions_of(account_id, reason=ENDED_BY_PASSWORD_CHANGE, now=now, but=actor.session_id)
        await tell_owner(account_id, "accounts_password_changed", now=now)
        await audit.record("accounts.password_changed", account_id, actor=actor, now=now)


async def _resettable_account(passage: OpenPassage) -> AccountView | None:
    """Staff without a second step would be let in by a message alone, so theirs isn't reset here."""
    row = await find_account(passage.address) if passage.address else None
    account = await get_account(row.id) if row else None
    if account is None or not account.is_active:
        return None
    if account.is_staff and not await has_totp(account.id):
        return None
    return account


async def _is_for_staff(passage: OpenPassage) -> bool:
    account = await _resettable_account(passage)
    return account is not None and account.is_staff
