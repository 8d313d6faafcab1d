"""The append-only list of what happened to a person's consents."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.consent.records import ConsentEvent, EventKind, GrantMethod, PolicyText
from wethaq.platform.consent.tables import ConsentEventRow
from wethaq.platform.database.identifiers import new_id


async def append_event(
    person_id: UUID,
    purpose: str,
    kind: EventKind,
    *,
    grant_id: UUID | None = None,
    text: PolicyText | None = None,
    method: GrantMethod | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add one line; nothing here is ever changed or removed."""
    await ConsentEventRow.insert(
        ConsentEventRow(
            id=new_id(),
            person_id=person_id,
            purpose=purpose,
            kind=kind.value,
            at=now,
            grant_id=grant_id,
            text_id=text.id if text else None,
            text_version=text.version if text else None,
            method=method.value if method else None,
            actor_account_id=actor.account_id,
        )
    )


async def list_events(person_id: UUID, purpose: str | None = None) -> list[ConsentEvent]:
    """Return the history of a person's consents, the newest first."""
    query = ConsentEventRow.select().where(ConsentEventRow.person_id == person_id)
    if purpose is not None:
        query = query.where(ConsentEventRow.purpose == purpose)
    rows = await query.order_by(ConsentEventRow.at, ascending=False)
    return [
        ConsentEvent(
            purpose=row["purpose"],
            kind=EventKind(row["kind"]),
            at=row["at"],
            method=GrantMethod(row["method"]) if row["method"] else None,
            text_version=row["text_version"],
            grant_id=row["grant_id"],
        )
        for row in rows
    ]


async def declined_texts(person_id: UUID) -> dict[str, UUID]:
    """Return, by purpose, the text that the person last said no to."""
    rows = (
        await ConsentEventRow.select(ConsentEventRow.purpose, ConsentEventRow.text_id)
        .where((ConsentEventRow.person_id == person_id) & (ConsentEventRow.kind == EventKind.DECLINED.value))
        .order_by(ConsentEventRow.at)
    )
    return {row["purpose"]: row["text_id"] for row in rows}
