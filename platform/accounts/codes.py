"""One-time codes sent to a mobile or e-mail.

Whether a code was really sent or the account doesn't exist, the same limits
count and the same page follows, so that the door tells strangers nothing.
"""

from datetime import datetime
from enum import StrEnum

from wethaq.platform.accounts.addresses import Address
from wethaq.platform.accounts.messages import send_message
from wethaq.platform.accounts.passages import OpenPassage, change_passage
from wethaq.platform.accounts.policy import CodeWrongError, ensure_may_resend
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.normalise import ascii_digits
from wethaq.platform.security.limit_policy import Limit
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.security.one_time_codes import LIFETIME, accept_code, issue_code

SENDING_LIMIT = Limit(most=5, is_slowing=False)
"""Nobody's phone is filled with codes by a stranger."""
_SENDING = "accounts.code_sent"


class CodePurpose(StrEnum):
    """Which step of a passage a code proves."""

    ADDRESS = "accounts.address"
    CLAIM = "accounts.claim"


async def send_code(
    passage: OpenPassage, purpose: CodePurpose, address: Address, message: str, *, now: datetime
) -> None:
    """Put a fresh code on its way; the one before it is worth nothing from now on.

    Raises ResendTooSoonError within a minute, TooManyTriesError where an
    address was sent too many.
    """
    if purpose is CodePurpose.ADDRESS:
        ensure_may_resend(passage.code_sent_at, now)
    await record_attempt(_SENDING, address.index, now, SENDING_LIMIT)
    async with transaction():
        code = await issue_code(purpose, str(passage.id), now=now)
        minutes = int(LIFETIME.total_seconds() // 60)
        await send_message(address, message, now=now, code=code, minutes=minutes)
        await change_passage(passage.id, code_sent_at=now)


async def send_words_instead(passage: OpenPassage, address: Address, message: str, *, now: datetime) -> None:
    """Look like `send_code` from outside, but tell the owner of the address why no code came."""
    ensure_may_resend(passage.code_sent_at, now)
    await record_attempt(_SENDING, address.index, now, SENDING_LIMIT)
    async with transaction():
        await send_message(address, message, now=now)
        await change_passage(passage.id, code_sent_at=now)


async def check_code(passage: OpenPassage, purpose: CodePurpose, typed: str, *, now: datetime) -> None:
    """Accept a code once. Call it outside a transaction: a wrong guess must stay counted.

    Raises CodeWrongError.
    """
    if not await accept_code(purpose, str(passage.id), plain_code(typed), now=now):
        raise CodeWrongError


def plain_code(typed: str) -> str:
    """Read a code as people type it: with Arabic digits, or spaces between the threes."""
    return "".join(ascii_digits(typed).split())
