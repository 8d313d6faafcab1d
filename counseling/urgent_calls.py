"""Urgent calls: asked for by somebody who can't wait, taken and ended by the desk within a time limit.

No consent, no area and no responsibilities stand before them: whoever may be
in danger is helped first (PDPL art. 6, vital interest). Who calls reads what was
written; the queue shows only whom to call and by when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from wethaq.counseling.policy.access import ACCEPTERS, ensure_accepter
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.urgent_calls import CallNotTakenError, CallOutcome, CallTakenError, due_at
from wethaq.counseling.tables import UrgentCallRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.people import service as people


class UrgentCallNotFoundError(NotFoundError):
    """There is no such call, or it isn't the reader's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentCall:
    """A call that somebody asked for. `wish` is what they wrote, for whoever calls."""

    id: UUID
    person_id: UUID
    wish: str | None
    is_in_danger: bool
    part_of_day: PartOfDay
    asked_at: datetime
    due_at: datetime
    taken_by: UUID | None
    taken_at: datetime | None
    outcome: CallOutcome | None
    outcome_note: str | None
    ended_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Tell whether the promise is broken."""
        return self.taken_at is None and now > self.due_at

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Open a row."""
        opened = open_row(UrgentCallRow, row)
        opened |= {
            "is_in_danger": bool(row["is_in_danger"]),
            "part_of_day": PartOfDay(row["part_of_day"]),
            "outcome": CallOutcome(row["outcome"]) if row["outcome"] else None,
        }
        return cls(**{name: opened[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class QueuedCall:
    """A line of the queue: whom to call by when and how it does no harm; what was written isn't in it."""

    call: UrgentCall
    contact: people.Contact


async def ask_for_call(
    wish: str | None, *, is_in_danger: bool, part_of_day: PartOfDay, actor: Actor, now: datetime
) -> UrgentCall:
    """Put a call into the queue; asking again while one is open makes it more urgent, never later.

    Raises NotFoundError for an account without a file.
    """
    if actor.person_id is None:
        raise NotFoundError
    due = due_at(now, is_in_danger=is_in_danger, part_of_day=part_of_day)
    async with transaction():
        open_call = await find_open_call(actor.person_id)
        if open_call is not None:
            return await _ask_again(open_call, wish, is_in_danger, part_of_day, due, actor=actor, now=now)
        values = {
            "id": new_id(),
            "person_id": actor.person_id,
            "wish": wish,
            "is_in_danger": is_in_danger,
            "part_of_day": part_of_day.value,
            "channel": actor.channel.value,
            "asked_at": now,
            "due_at": due,
        }
        try:
            async with savepoint():
                await insert_sealed(UrgentCallRow, values)
        except UNIQUE_VIOLATIONS:  # A second press; the call of the first is as good.
            return await _get_open_call(actor.person_id)
        await _record("urgent_call_asked", values["id"], actor.person_id, actor=actor, now=now)
    return await _get_open_call(actor.person_id)


async def get_own_call(call_id: UUID, *, actor: Actor) -> UrgentCall:
    """Return a call to who asked for it."""
    call = await _get_call(call_id)
    if actor.person_id is None or call.person_id != actor.person_id:
        raise UrgentCallNotFoundError
    return call


async def find_open_call(person_id: UUID) -> UrgentCall | None:
    """Return the call that somebody waits for, if there is one."""
    row = (
        await UrgentCallRow.select()
        .where(UrgentCallRow.person_id == person_id, UrgentCallRow.ended_at.is_null())
        .first()
    )
    return UrgentCall.of(row) if row else None


async def list_urgent_calls(*, actor: Actor) -> list[QueuedCall]:
    """Return the open calls, the one due first on top; nobody sees their own as staff."""
    ensure_accepter(actor)
    rows = (
        await UrgentCallRow.select()
        .where(UrgentCallRow.ended_at.is_null())
        .order_by(UrgentCallRow.due_at, UrgentCallRow.id)
    )
    return [
        QueuedCall(UrgentCall.of({**row, "wish": None}), await people.contact_of(row["person_id"]))
        for row in rows
        if row["person_id"] != actor.person_id
    ]


async def count_urgent_calls() -> int:
    """Count the open calls, for the desk's menu."""
    count: int = await UrgentCallRow.count().where(UrgentCallRow.ended_at.is_null())
    return count


async def take_urgent_call(call_id: UUID, *, actor: Actor, now: datetime) -> UrgentCall:
    """Take a call upon oneself and read what was written. Raises CallTakenError."""
    ensure_accepter(actor)
    async with transaction():
        call = await _get_call(call_id)
        _ensure_not_own(call, actor)
        if call.taken_by != actor.account_id:
            won = (
                await UrgentCallRow.update(
                    {UrgentCallRow.taken_by: actor.account_id, UrgentCallRow.taken_at: now}
                )
                .where(
                    UrgentCallRow.id == call_id,
                    UrgentCallRow.taken_by.is_null(),
                    UrgentCallRow.ended_at.is_null(),
                )
                .returning(UrgentCallRow.id)
            )
            if not won:
                raise CallTakenError
            await _record("urgent_call_taken", call_id, call.person_id, actor=actor, now=now)
    return await _get_call(call_id)


async def get_taken_call(call_id: UUID, *, actor: Actor) -> UrgentCall:
    """Return a call, with what was written, to who has taken it."""
    call = await _get_call(call_id)
    if not actor.has(*ACCEPTERS) or call.taken_by is None or call.taken_by != actor.account_id:
        raise UrgentCallNotFoundError
    return call


async def end_urgent_call(
    call_id: UUID, outcome: CallOutcome, note: str | None, *, actor: Actor, now: datetime
) -> UrgentCall:
    """Write down how a call ended. Raises CallNotTakenError for anybody but who took it, and once it has ended."""
    ensure_accepter(actor)
    async with transaction():
        call = await _get_call(call_id)
        _ensure_not_own(call, actor)
        values: dict[Any, Any] = {
            **seal_values(UrgentCallRow, call_id, {"outcome_note": note}),
            "outcome": outcome.value,
            "ended_at": now,
            "ended_by": actor.account_id,
        }
        won = (
            await UrgentCallRow.update(values)
            .where(
                UrgentCallRow.id == call_id,
                UrgentCallRow.taken_by == actor.account_id,
                UrgentCallRow.ended_at.is_null(),
            )
            .returning(UrgentCallRow.id)
        )
        if not won:
            raise CallNotTakenError
        await _record("urgent_call_ended", call_id, call.person_id, actor=actor, now=now)
    return await _get_call(call_id)


async def _ask_again(
    call: UrgentCall,
    wish: str | None,
    is_in_danger: bool,
    part_of_day: PartOfDay,
    due: datetime,
    *,
    actor: Actor,
    now: datetime,
) -> UrgentCall:
    """Keep the newest words and safe hours; the promise of a call that hasn't been taken may only come nearer."""
    nearer = min(due, call.due_at) if part_of_day is call.part_of_day else due
    values: dict[Any, Any] = {
        **seal_values(UrgentCallRow, call.id, {"wish": wish or call.wish}),
        "is_in_danger": is_in_danger or call.is_in_danger,
        "part_of_day": part_of_day.value,
        "due_at": nearer,
    }
    await UrgentCallRow.update(values).where(UrgentCallRow.id == call.id)
    await _record("urgent_call_asked_again", call.id, call.person_id, actor=actor, now=now)
    return await _get_call(call.id)


async def _record(event: str, call_id: Any, person_id: UUID, *, actor: Actor, now: datetime) -> None:
    await audit.record(f"counseling.{event}", call_id, actor=actor, now=now, person_id=person_id)


async def _get_open_call(person_id: UUID) -> UrgentCall:
    call = await find_open_call(person_id)
    if call is None:
        raise UrgentCallNotFoundError
    return call


async def _get_call(call_id: UUID) -> UrgentCall:
    row = await UrgentCallRow.select().where(UrgentCallRow.id == call_id).first()
    if row is None:
        raise UrgentCallNotFoundError
    return UrgentCall.of(row)


def _ensure_not_own(call: UrgentCall, actor: Actor) -> None:
    if call.person_id == actor.person_id:
        raise UrgentCallNotFoundError
