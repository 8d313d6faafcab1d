"""Signing in: the first factor, the second, and the session they lead to.

Whatever is wrong, the answer is the same words after the same work, so that
nobody can find out by the door who has an account here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import Address, find_account
from wethaq.platform.accounts.codes import CodePurpose, check_code, send_code, send_words_instead
from wethaq.platform.accounts.identity import AccountView, actor_of, get_account, label_of
from wethaq.platform.accounts.landing import landing_of
from wethaq.platform.accounts.parked_forms import newest_parked_form
from wethaq.platform.accounts.passages import (
    OpenPassage,
    begin_passage,
    change_passage,
    find_passage,
    finish_passage,
)
from wethaq.platform.accounts.policy import CodeWrongError, PassageKind, PassageLostError, SignInFailedError
from wethaq.platform.accounts.second_factor import accept_second_factor, confirm_enrolment, start_enrolment
from wethaq.platform.accounts.sessions import start_session, supersede_session
from wethaq.platform.accounts.tables import Account
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.limit_policy import PER_ADDRESS, account_key
from wethaq.platform.security.limits import forget_attempts, record_attempt
from wethaq.platform.security.passwords import hash_password, needs_rehash, verify_password
from wethaq.platform.security.totp import has_totp

PASSWORD_LIMIT = "accounts.password"  # noqa: S105 - the name of a limit
NETWORK_LIMIT = "accounts.network"
SECOND_STEP_PATH = "/sign-in/second-factor"
ENROLMENT_PATH = "/sign-in/enrolment"
SECOND_STEPS = (PassageKind.PASSWORD_SIGN_IN, PassageKind.CODE_SIGN_IN, PassageKind.REGISTRATION)


@dataclass(frozen=True, slots=True)
class Knock:
    """From where somebody knocks.

    The network address is for limits, the device for the list of sessions, and
    a session that is still open in this browser ends when the next one starts.
    """

    network_address: str
    device: str
    open_session_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What follows a proof: a session and where to land, or a further step of the passage."""

    path: str
    session_token: str | None = None
    passage_token: str | None = None
    is_staff: bool = False


async def sign_in_with_password(
    address: Address, password: str, *, knock: Knock, next_path: str | None, now: datetime
) -> Entry:
    """Check the first factor. Raises SignInFailedError, TooManyTriesError."""
    key = account_key(address.index, knock.network_address)
    await record_attempt(NETWORK_LIMIT, knock.network_address, now, PER_ADDRESS)
    await record_attempt(PASSWORD_LIMIT, key, now)
    row = await find_account(address)
    account = await get_account(row.id) if row else None
    fits = await verify_password(password, account.password_hash if account else None)
    if account is None or not fits or not account.is_active:
        raise SignInFailedError
    await forget_attempts(PASSWORD_LIMIT, key)
    await _keep_hash_fresh(account, password)
    return await admit(account, knock=knock, next_path=next_path, now=now)


async def ask_for_sign_in_code(
    address: Address, *, knock: Knock, next_path: str | None, now: datetime
) -> str:
    """Send a code to the address, or words to its owner why not; return the passage's token."""
    await record_attempt(NETWORK_LIMIT, knock.network_address, now, PER_ADDRESS)
    passage, token = await begin_passage(
        PassageKind.CODE_SIGN_IN, address=address, next_path=next_path, now=now
    )
    await send_sign_in_code(passage, now=now)
    return token


async def send_sign_in_code(passage: OpenPassage, *, now: datetime) -> None:
    """Send the first code of a passage, or another one."""
    account = await _account_behind(passage)
    address = _require_address(passage)
    if account is None or not account.is_active:
        await send_words_instead(passage, address, "accounts_no_account", now=now)
    elif account.is_staff:
        await send_words_instead(passage, address, "accounts_staff_needs_password", now=now)
    else:
        await send_code(passage, CodePurpose.ADDRESS, address, "accounts_code", now=now)


async def sign_in_with_code(passage: OpenPassage, typed: str, *, knock: Knock, now: datetime) -> Entry:
    """Let the owner of the address in. Raises CodeWrongError."""
    await check_code(passage, CodePurpose.ADDRESS, typed, now=now)
    account = await _account_behind(passage)
    if account is None or not account.is_active:
        raise CodeWrongError
    return await admit(account, knock=knock, next_path=passage.next_path, passage=passage, now=now)


async def admit(
    account: AccountView,
    *,
    knock: Knock,
    next_path: str | None,
    now: datetime,
    passage: OpenPassage | None = None,
) -> Entry:
    """Open the door after the first factor, or ask for the second step.

    Staff must have a second step: at their first sign-in they set it up.
    """
    has_second = await has_totp(account.id)
    if not has_second and not account.is_staff:
        return await _let_in(account, knock=knock, next_path=next_path, passage=passage, now=now)
    token = None
    if passage is None:
        _, token = await begin_passage(
            PassageKind.PASSWORD_SIGN_IN, account_id=account.id, next_path=next_path, now=now
        )
    else:
        await change_passage(passage.id, account_id=account.id, proved_at=now)
    if has_second:
        return Entry(path=SECOND_STEP_PATH, passage_token=token)
    await start_enrolment(account.id, await label_of(account), now=now)
    return Entry(path=ENROLMENT_PATH, passage_token=token)


async def take_second_step(token: str | None, typed: str, *, knock: Knock, now: datetime) -> Entry:
    """Accept the code of the app, or a recovery code. Raises CodeWrongError, PassageLostError."""
    passage, account = await waiting_for_second_step(token, now=now)
    await accept_second_factor(account.id, typed, actor=actor_of(account), now=now)
    return await _let_in(account, knock=knock, next_path=passage.next_path, passage=passage, now=now)


async def enrol_and_enter(
    token: str | None, typed: str, *, knock: Knock, now: datetime
) -> tuple[Entry, list[str]]:
    """Confirm the new app of a member of staff; return the session and the recovery codes to show."""
    passage, account = await waiting_for_second_step(token, now=now)
    if await has_totp(account.id):
        raise PassageLostError
    codes = await confirm_enrolment(account.id, typed, actor=actor_of(account), now=now)
    entry = await _let_in(account, knock=knock, next_path=passage.next_path, passage=passage, now=now)
    return entry, codes


async def waiting_for_second_step(token: str | None, *, now: datetime) -> tuple[OpenPassage, AccountView]:
    """Return who has given the first factor in this passage. Raises PassageLostError."""
    passage = await find_passage(token, *SECOND_STEPS, now=now)
    account = await get_account(passage.require_account())
    if account is None or not account.is_active:
        raise PassageLostError
    return passage, account


async def _let_in(
    account: AccountView,
    *,
    knock: Knock,
    next_path: str | None,
    passage: OpenPassage | None,
    now: datetime,
) -> Entry:
    """Start a session under a fresh token; what the passage knew is forgotten."""
    async with transaction():
        if passage is not None:
            await finish_passage(passage.id, now=now)
        if knock.open_session_id is not None:
            await supersede_session(knock.open_session_id, now=now)
        parked = await newest_parked_form(account.id, now=now)
        session_id, token = await start_session(
            account.id,
            is_staff=account.is_staff,
            device=knock.device,
            parked_form_id=parked.id if parked else None,
            now=now,
        )
        await Account.update({Account.last_sign_in_at: now}).where(Account.id == account.id)
        await audit.record("accounts.signed_in", account.id, actor=actor_of(account, session_id), now=now)
    path = landing_of(actor_of(account), parked.path if parked else next_path)
    return Entry(path=path, session_token=token, is_staff=account.is_staff)


async def _keep_hash_fresh(account: AccountView, password: str) -> None:
    if account.password_hash and needs_rehash(account.password_hash):
        await Account.update({Account.password_hash: await hash_password(password)}).where(
            Account.id == account.id
        )


async def _account_behind(passage: OpenPassage) -> AccountView | None:
    row = await find_account(_require_address(passage))
    return await get_account(row.id) if row else None


def _require_address(passage: OpenPassage) -> Address:
    if passage.address is None:
        raise PassageLostError
    return passage.address
