"""Passages: what is remembered of somebody between the first field and being signed in.

A passage has a cookie of its own, begins with a POST, and is finished by the
session that it leads to. Until then nobody is signed in.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.platform.accounts.addresses import Address, AddressKind
from wethaq.platform.accounts.policy import PASSAGE_VALIDITY, PassageKind, PassageLostError
from wethaq.platform.accounts.tables import Passage
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.security.tokens import new_token, token_digest


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage as it is now, opened."""

    id: UUID
    kind: PassageKind
    account_id: UUID | None
    person_id: UUID | None
    address: Address | None
    answers: dict[str, Any]
    next_path: str | None
    started_at: datetime
    code_sent_at: datetime | None
    proved_at: datetime | None

    @property
    def is_proved(self) -> bool:
        return self.proved_at is not None

    def require_account(self) -> UUID:
        """Return the account whose first factor was given; without one there is no second step."""
        if self.account_id is None:
            raise PassageLostError
        return self.account_id


NEXT_PATH: Final = ":next"
"""Where a visitor goes on to, sealed with what they typed: it may hold the token of an invitation."""


async def begin_passage(
    kind: PassageKind,
    *,
    now: datetime,
    address: Address | None = None,
    account_id: UUID | None = None,
    next_path: str | None = None,
) -> tuple[OpenPassage, str]:
    """Open a passage under a fresh token; return it and the token for the cookie."""
    token = new_token()
    await insert_sealed(
        Passage,
        {
            "id": new_id(),
            "token_digest": token_digest(token),
            "kind": kind,
            "account_id": account_id,
            "address_kind": address.kind if address else None,
            "address": address.text if address else None,
            "answers": json.dumps({NEXT_PATH: next_path} if next_path else {}),
            "started_at": now,
        },
    )
    return await find_passage(token, kind, now=now), token


async def find_passage(token: str | None, *kinds: PassageKind, now: datetime) -> OpenPassage:
    """Return the open passage of a cookie, if it is of one of `kinds`.

    Raises PassageLostError where there is none, it is finished or too old.
    """
    if not token:
        raise PassageLostError
    row = (
        await Passage.select()
        .where(Passage.token_digest == token_digest(token), Passage.finished_at.is_null())
        .first()
    )
    if row is None or PassageKind(row["kind"]) not in kinds:
        raise PassageLostError
    passage = _opened(open_row(Passage, row))
    if now - passage.started_at >= PASSAGE_VALIDITY[passage.kind]:
        raise PassageLostError
    return passage


async def save_answers(passage: OpenPassage, answers: dict[str, Any]) -> None:
    """Keep what was typed, so that any step can be opened again with it."""
    kept = {NEXT_PATH: passage.next_path} if passage.next_path else {}
    merged = kept | passage.answers | answers
    await update_sealed(Passage, passage.id, {"answers": json.dumps(merged, ensure_ascii=False)})


async def change_passage(passage_id: UUID, **values: Any) -> None:
    """Write what a step has proved (`proved_at`, `account_id`, `person_id`)."""
    await Passage.update(**values).where(Passage.id == passage_id)


async def finish_passage(passage_id: UUID, *, now: datetime) -> None:
    """Close a passage exactly once and forget what was typed in it.

    Raises PassageLostError where another tab has finished it before.
    """
    finished = (
        await Passage.update({Passage.finished_at: now, Passage.answers: None, Passage.address: None})
        .where(Passage.id == passage_id, Passage.finished_at.is_null())
        .returning(Passage.id)
    )
    if not finished:
        raise PassageLostError


def _opened(row: dict[str, Any]) -> OpenPassage:
    kind = row["address_kind"]
    answers = json.loads(row["answers"] or "{}")
    return OpenPassage(
        id=row["id"],
        kind=PassageKind(row["kind"]),
        account_id=row["account_id"],
        person_id=row["person_id"],
        address=Address(AddressKind(kind), row["address"]) if kind and row["address"] else None,
        next_path=answers.pop(NEXT_PATH, None),
        answers=answers,
        started_at=row["started_at"],
        code_sent_at=row["code_sent_at"],
        proved_at=row["proved_at"],
    )
