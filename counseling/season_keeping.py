"""Ramadan, the Eids and the national days: what the calendar proposes, and what staff have said of it."""

from dataclasses import replace
from datetime import date, datetime

from wethaq.counseling.diary import season_of
from wethaq.counseling.policy.access import ensure_manager
from wethaq.counseling.policy.seasons import (
    Season,
    SeasonKind,
    SeasonState,
    confirmed,
    declined,
    proposed_seasons,
    seasons_to_confirm,
)
from wethaq.counseling.tables import SeasonRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.dates import riyadh_date


async def list_seasons(*, now: datetime) -> tuple[list[Season], list[Season]]:
    """Return what staff have said, and the proposals of this year and the next that nobody has answered."""
    recorded = [season_of(row) for row in await SeasonRow.select().order_by(SeasonRow.first_on)]
    today = riyadh_date(now)
    proposed = [season for year in (today.year, today.year + 1) for season in proposed_seasons(year)]
    return recorded, seasons_to_confirm(recorded, proposed, today)


async def find_season(kind: SeasonKind, year: int, first_on: date, *, now: datetime) -> Season:
    """Return a season that was said or proposed, by what tells it from others. Raises NotFoundError."""
    recorded, proposed = await list_seasons(now=now)
    for season in (*recorded, *proposed):
        if (season.kind, season.year, season.first_on) == (kind, year, first_on):
            return season
    raise NotFoundError


async def decide_season(
    season: Season, *, is_kept: bool, first_on: date, last_on: date, actor: Actor, now: datetime
) -> None:
    """Confirm a season, perhaps on other days, or say that the house works as on any other day.

    Raises SeasonTooLongError.
    """
    ensure_manager(actor)
    said = confirmed(season, first_on, last_on) if is_kept else declined(season)
    async with transaction():
        await _forget_earlier_word(season)
        row = SeasonRow(
            id=new_id(),
            kind=said.kind.value,
            year=said.year,
            first_on=said.first_on,
            last_on=said.last_on,
            state=said.state.value,
            decided_at=now,
            decided_by=actor.account_id,
        )
        await SeasonRow.insert(row)
        details = {"kind": said.kind.value, "year": said.year, "state": said.state.value}
        await audit.record("counseling.season_decided", None, actor=actor, now=now, details=details)


async def close_days(season: Season, *, actor: Actor, now: datetime) -> None:
    """Close the house on days of its own choosing (`SeasonKind.OTHER`)."""
    closed = replace(season, state=SeasonState.CONFIRMED)
    await decide_season(
        closed, is_kept=True, first_on=closed.first_on, last_on=closed.last_on, actor=actor, now=now
    )


async def _forget_earlier_word(season: Season) -> None:
    """Take back what was said of the same season: its kind and year, or its very days, tell it from others."""
    for row in await SeasonRow.select():
        if season_of(row).name == season.name:
            await SeasonRow.delete().where(SeasonRow.id == row["id"])
