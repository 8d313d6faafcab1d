"""Recovery codes: ten ways back in for who has lost the authenticator, each good once."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.tables import RecoveryCode

CODES_PER_ACCOUNT: Final = 10
CODE_LETTERS: Final = 12
"""Twelve of 31 letters are 59 random bits, and the digest is keyed."""
ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without the letters that are taken for one another (0 o, 1 l i)."""


async def issue_recovery_codes(account_id: UUID, *, now: datetime) -> list[str]:
    """Replace the account's codes by ten new ones; this is the only time they are shown."""
    codes = [_new_code() for _ in range(CODES_PER_ACCOUNT)]
    async with transaction():
        await RecoveryCode.delete().where(RecoveryCode.account_id == account_id)
        await RecoveryCode.insert(*(_row(account_id, code, now) for code in codes))
    return codes


async def spend_recovery_code(account_id: UUID, code: str, *, now: datetime) -> bool:
    """Tell whether the code is one of the account's unused ones, and use it up."""
    spent = (
        await RecoveryCode.update({RecoveryCode.used_at: now})
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.digest == _digest(account_id, code),
            RecoveryCode.used_at.is_null(),
        )
        .returning(RecoveryCode.id)
    )
    return bool(spent)


async def count_recovery_codes(account_id: UUID) -> int:
    """Return how many codes are left, to warn before the last is gone."""
    left: int = await RecoveryCode.count().where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_null()
    )
    return left


def _new_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def _row(account_id: UUID, code: str, now: datetime) -> RecoveryCode:
    return RecoveryCode(id=new_id(), account_id=account_id, digest=_digest(account_id, code), created_at=now)


def _digest(account_id: UUID, code: str) -> str:
    """Digest a code as it is typed: capitals, spaces and missing dashes don't matter."""
    letters = "".join(letter for letter in code.casefold() if letter in ALPHABET)
    return blind_index("security_recovery_code.digest", f"{account_id}|{letters}")
