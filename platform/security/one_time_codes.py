"""One-time codes of six digits, sent by message to prove a mobile number or an address.

Only the newest code of a purpose and subject counts. Every try is counted
before the code is compared, so guesses sent at the same time count as well.
Call these outside a transaction that may be rolled back: a count that is
undone would be no count.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.tables import OneTimeCode

DIGITS: Final = 6
MOST_TRIES: Final = 5
LIFETIME: Final = timedelta(minutes=10)


async def issue_code(purpose: str, subject: str, *, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Make a code for a subject (a number, an address, an account id); older ones stop counting."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    row = OneTimeCode(
        id=new_id(),
        purpose=purpose,
        subject=_subject_digest(subject),
        digest=_code_digest(purpose, subject, code),
        expires_at=now + lifetime,
        created_at=now,
    )
    await OneTimeCode.insert(row).on_conflict(
        target=(OneTimeCode.purpose, OneTimeCode.subject),
        action="DO UPDATE",
        values=[
            OneTimeCode.digest,
            OneTimeCode.tries,
            OneTimeCode.expires_at,
            OneTimeCode.used_at,
            OneTimeCode.created_at,
        ],
    )
    return code


async def accept_code(purpose: str, subject: str, code: str, *, now: datetime) -> bool:
    """Tell whether the code is right, in time, within five tries and unused; then use it up."""
    digest = await _count_try(purpose, subject, now)
    if digest is None or not hmac.compare_digest(digest, _code_digest(purpose, subject, code)):
        return False
    used = (
        await OneTimeCode.update({OneTimeCode.used_at: now})
        .where(
            OneTimeCode.purpose == purpose,
            OneTimeCode.subject == _subject_digest(subject),
            OneTimeCode.digest == digest,
            OneTimeCode.used_at.is_null(),
        )
        .returning(OneTimeCode.id)
    )
    return bool(used)


async def delete_expired_codes(*, now: datetime) -> None:
    """Forget codes that can't be used any more; a nightly job."""
    await OneTimeCode.delete().where(OneTimeCode.expires_at < now)


async def _count_try(purpose: str, subject: str, now: datetime) -> str | None:
    """Count one try and return the digest to compare with, or None where no try is left."""
    counted = (
        await OneTimeCode.update({OneTimeCode.tries: OneTimeCode.tries + 1})
        .where(
            OneTimeCode.purpose == purpose,
            OneTimeCode.subject == _subject_digest(subject),
            OneTimeCode.used_at.is_null(),
            OneTimeCode.expires_at > now,
            OneTimeCode.tries < MOST_TRIES,
        )
        .returning(OneTimeCode.digest)
    )
    return counted[0]["digest"] if counted else None


def _subject_digest(subject: str) -> str:
    return blind_index("security_one_time_code.subject", subject)


def _code_digest(purpose: str, subject: str, code: str) -> str:
    return blind_index("security_one_time_code.digest", f"{purpose}|{subject}|{code.strip()}")
