"""Grants as they stand: asked for before any use of personal data, and listed for their person."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.consent import policy
from wethaq.platform.consent.errors import ConsentNotFoundError
from wethaq.platform.consent.purposes import DataClass, get_purpose
from wethaq.platform.consent.records import Grant, GrantMethod, GrantStatus
from wethaq.platform.consent.tables import GrantRow
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.database.sealing import open_row


async def require(
    person_id: UUID, purpose: str, *, now: datetime, data_class: DataClass | None = None
) -> Grant:
    """Return the live grant that allows this use, or raise `ConsentRequiredError`.

    Call it in the transaction that reads or uses the data: once a withdrawal
    has committed, every later call refuses. A purpose that nobody declared
    raises `UnknownPurposeError`; there is no path without a purpose.
    """
    get_purpose(purpose)
    return policy.ensure_covers(await find_current_grant(person_id, purpose), data_class=data_class, now=now)


async def has_consent(person_id: UUID, purpose: str, *, now: datetime) -> bool:
    """Tell whether a live grant stands, for pages that only show it."""
    grant_found = await find_current_grant(person_id, purpose)
    return grant_found is not None and policy.is_live(grant_found, now)


async def find_current_grant(person_id: UUID, purpose: str) -> Grant | None:
    """Return the one current grant for the purpose, live or past its end, or None."""
    rows = await rows_where(GrantRow, person_id=person_id, purpose=purpose, status=GrantStatus.GIVEN.value)
    return grant_of(rows[0]) if rows else None


async def list_grants(person_id: UUID) -> list[Grant]:
    """Return every grant the person ever gave, the newest first."""
    rows = (
        await GrantRow.select()
        .where(GrantRow.person_id == person_id)
        .order_by(GrantRow.given_at, ascending=False)
    )
    return [grant_of(row) for row in rows]


async def get_own_grant(grant_id: UUID, person_id: UUID) -> Grant:
    """Return a grant of this person; somebody else's looks as if it weren't there."""
    row = await GrantRow.select().where((GrantRow.id == grant_id) & (GrantRow.person_id == person_id)).first()
    if row is None:
        raise ConsentNotFoundError
    return grant_of(row)


async def find_grant_by_code(code: str) -> Grant | None:
    """Return the grant whose receipt has this code, for the public check."""
    row = await GrantRow.select().where(GrantRow.receipt_code == code).first()
    return grant_of(row) if row else None


def grant_of(row: dict[str, Any]) -> Grant:
    """Turn a row into the frozen value that others may hold."""
    opened = open_row(GrantRow, row)
    return Grant(
        id=opened["id"],
        person_id=opened["person_id"],
        purpose=opened["purpose"],
        status=GrantStatus(opened["status"]),
        text_id=opened["text_id"],
        text_sha256=opened["text_sha256"],
        data_classes=frozenset(DataClass(value) for value in json.loads(opened["data_classes"])),
        recipients=tuple(json.loads(opened["recipients"])),
        method=GrantMethod(opened["method"]),
        witness=opened["witness"],
        guardian_person_id=opened["guardian_person_id"],
        capacity=opened["capacity"],
        given_at=opened["given_at"],
        valid_until=opened["valid_until"],
        withdrawn_at=opened["withdrawn_at"],
        receipt_code=opened["receipt_code"],
        receipt=opened["receipt"],
        signature=opened["signature"],
    )
