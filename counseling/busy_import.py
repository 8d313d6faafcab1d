"""Busy times from a counselor's other calendars: read every quarter of an hour, when and never what."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.policy.busy_sources import (
    HORIZON,
    LONGEST_ANSWER,
    PATIENCE,
    ensure_may_add,
    problem_code,
)
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import BusySourceRow, BusyTimeRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError, RefusedError
from wethaq.platform.fetching.fetch import fetch_public
from wethaq.platform.fetching.targets import read_target
from wethaq.platform.invitations.busy_times import ImportedCalendar, busy_times_from_ics

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class BusySource:
    """A calendar elsewhere; of its address only the site is shown, since the rest is a secret."""

    id: UUID
    counselor_id: UUID
    address: str
    added_at: datetime
    read_at: datetime | None
    tried_at: datetime | None
    problem: str | None

    @property
    def site(self) -> str:
        return urlsplit(self.address).hostname or ""


async def fetch_calendar(address: str) -> bytes:
    """Fetch a calendar from the internet, within our limits of size and patience."""
    return await fetch_public(address, limit=LONGEST_ANSWER, timeout=PATIENCE)


async def add_source(address: str, *, actor: Actor, now: datetime) -> UUID:
    """Add a calendar's secret address. Raises UnfitUrlError, TooManySourcesError."""
    address = _as_https(address)
    read_target(address)
    source_id = new_id()
    async with transaction():
        counselor = await _own(actor)
        ensure_may_add(await BusySourceRow.count().where(BusySourceRow.counselor_id == counselor.id))
        values = {"id": source_id, "counselor_id": counselor.id, "address": address, "added_at": now}
        await insert_sealed(BusySourceRow, values)
        await audit.record("counseling.busy_source_added", source_id, actor=actor, now=now)
    return source_id


async def remove_source(source_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Forget a calendar and the times that came from it."""
    async with transaction():
        await get_own_source(source_id, actor=actor)
        await BusyTimeRow.delete().where(BusyTimeRow.source_id == source_id)
        await BusySourceRow.delete().where(BusySourceRow.id == source_id)
        await audit.record("counseling.busy_source_removed", source_id, actor=actor, now=now)


async def list_sources(counselor_id: UUID) -> Sequence[BusySource]:
    """Return a counselor's calendars elsewhere."""
    rows = (
        await BusySourceRow.select()
        .where(BusySourceRow.counselor_id == counselor_id)
        .order_by(BusySourceRow.added_at)
    )
    return [_source(row) for row in rows]


async def get_own_source(source_id: UUID, *, actor: Actor) -> BusySource:
    """Return one of the reader's own. Raises NotFoundError."""
    counselor = await _own(actor)
    row = await BusySourceRow.select().where(BusySourceRow.id == source_id).first()
    if row is None or row["counselor_id"] != counselor.id:
        raise NotFoundError
    return _source(row)


async def read_own_source(
    source_id: UUID, *, actor: Actor, now: datetime, fetch: Fetch = fetch_calendar
) -> None:
    """Read one's own calendar now."""
    await read_source(await get_own_source(source_id, actor=actor), now=now, fetch=fetch)


async def read_all_sources(*, now: datetime, fetch: Fetch = fetch_calendar) -> int:
    """Read every calendar, the longest unread first, and return how many could be read."""
    rows = await BusySourceRow.select().order_by(BusySourceRow.tried_at)
    done = 0
    for row in rows:
        done += await read_source(_source(row), now=now, fetch=fetch)
    return done


async def read_source(source: BusySource, *, now: datetime, fetch: Fetch = fetch_calendar) -> bool:
    """Fetch a calendar and replace its times; one that can't be read keeps those it had, with a code that says why.

    Nothing is fetched inside a transaction, and what is read is parsed beside the loop.
    """
    try:
        content = await fetch(source.address)
        read = await asyncio.to_thread(busy_times_from_ics, content, since=now, until=now + HORIZON)
    except (RefusedError, OSError, ValueError) as error:
        await _note(source.id, {"tried_at": now, "problem": problem_code(type(error).__name__)})
        return False
    await _replace(source, read, now=now)
    return True


async def _replace(source: BusySource, read: ImportedCalendar, *, now: datetime) -> None:
    rows = [
        BusyTimeRow(
            id=new_id(),
            source_id=source.id,
            counselor_id=source.counselor_id,
            starts_at=busy.starts_at,
            ends_at=busy.ends_at,
        )
        for busy in read.busy
    ]
    values = {"tried_at": now, "read_at": now, "problem": "partly_unread" if read.unread else None}
    async with transaction():
        if not await _note(source.id, values):  # Taken away while it was read.
            return
        await BusyTimeRow.delete().where(BusyTimeRow.source_id == source.id)
        if rows:
            await BusyTimeRow.insert(*rows)


async def _note(source_id: UUID, values: dict[Any, Any]) -> bool:
    return bool(
        await BusySourceRow.update(values).where(BusySourceRow.id == source_id).returning(BusySourceRow.id)
    )


async def _own(actor: Actor) -> Counselor:
    counselor = await find_own_counselor(actor=actor)
    if counselor is None:
        raise NotFoundError
    return counselor


def _as_https(address: str) -> str:
    """Read `webcal://`, by which calendars name their feeds, as what it means."""
    address = address.strip()
    scheme, separator, rest = address.partition("://")
    return f"https://{rest}" if separator and scheme.lower() in {"webcal", "webcals"} else address


def _source(row: dict[str, Any]) -> BusySource:
    opened = open_row(BusySourceRow, row)
    return BusySource(**{name: opened[name] for name in BusySource.__dataclass_fields__})
