"""Writing the trail: in the transaction of what happened, as its last step."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.audit.policy import (
    CHAIN_START,
    canonical_event,
    head_seal,
    next_chain,
    roles_text,
)
from wethaq.platform.audit.tables import AuditEvent, AuditHead
from wethaq.platform.database.prepared import insert_row, read, update_that
from wethaq.platform.database.transaction import before_commit
from wethaq.platform.security.keyring import KeyPurpose
from wethaq.platform.security.redaction import redact_texts
from wethaq.platform.security.vault import VAULT

HEAD_ID: Final = 1
VIEWED: Final = "audit.record_viewed"
_LOCK_HEAD: Final = """
    INSERT INTO audit_head (id, sequence, chain, seal) VALUES ({}, {}, {}, {})
    ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id
    RETURNING sequence, chain
"""


async def record(
    event: str,
    subject_id: UUID | str | None,
    *,
    actor: Actor,
    now: datetime,
    person_id: UUID | None = None,
    purpose: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down what happened (`intake.request_submitted`) to which record, and who did it.

    It commits or is undone together with the caller's transaction. `details`
    are facts of the act (a status, a version), never personal content;
    what looks like a number, an address or a name key is struck out.
    """
    row = {
        "at": now,
        "event": event,
        "subject_id": None if subject_id is None else str(subject_id),
        "person_id": person_id,
        "purpose": purpose,
        "account_id": actor.account_id,
        "session_id": actor.session_id,
        "roles": roles_text([*actor.roles]) if not actor.is_system else "system",
        "channel": actor.channel.value,
        "details": _details_text(details or {}),
    }
    await before_commit(lambda: _append(row))


async def record_view(
    what: str,
    subject_id: UUID | str,
    *,
    actor: Actor,
    now: datetime,
    person_id: UUID | None,
    purpose: str,
) -> None:
    """Write down that a confidential record was opened, by whom and what for.

    The person whom it concerns can see the list (`list_openings`).
    """
    await record(
        VIEWED, subject_id, actor=actor, now=now, person_id=person_id, purpose=purpose, details={"what": what}
    )


async def _append(row: dict[str, Any]) -> None:
    """Lock the end of the chain, link the event to it and move the end on."""
    key = VAULT.secret(KeyPurpose.AUDIT).secret
    sequence, chain = await _lock_head(key)
    row = row | {"sequence": sequence + 1}
    row["chain"] = next_chain(key, chain, canonical_event(row))
    await insert_row(AuditEvent, row)
    seal = head_seal(key, row["sequence"], row["chain"])
    end = {"sequence": row["sequence"], "chain": row["chain"], "seal": seal}
    await update_that(AuditHead, end, "WHERE id = {}", HEAD_ID)


async def _lock_head(key: bytes) -> tuple[int, str]:
    """Return where the chain ends, with the row locked until the commit.

    The upsert changes nothing; on PostgreSQL it makes the next writer wait, on
    SQLite every transaction holds the only write lock anyway.
    """
    rows = await read(_LOCK_HEAD, HEAD_ID, 0, CHAIN_START, head_seal(key, 0, CHAIN_START))
    return rows[0]["sequence"], rows[0]["chain"]


def _details_text(details: Mapping[str, Any]) -> str:
    return json.dumps(redact_texts(details), ensure_ascii=False, sort_keys=True)
