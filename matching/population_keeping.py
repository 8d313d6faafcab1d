"""The one population of a process: built at first use, and brought up to date at every use.

Several processes serve the site, so nobody is told of an edit: each looks for itself. Whoever
changes what decides on proposals counts the profile's `revision` up
(`profiles.touch_profiles`); a use asks which profiles were touched since the last one and reads
just those. It costs two short statements, and a put a changed profile. A withdrawal
thus holds from the next use in every process.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.matching.applicants import load_active_applicants, load_applicants
from wethaq.matching.engine.population import Population
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.tables import ProfileRow
from wethaq.matching.vocabulary_in_use import current_switches, switched
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.database.prepared import Row, read, rows_that
from wethaq.platform.localisation.dates import riyadh_date

LATE_COMMITS: Final = timedelta(minutes=10)
"""How much later than its own time a change may become visible to others."""


@dataclass(slots=True)
class _Kept:
    """The population and what it was made of."""

    population: Population
    switches: dict[str, bool]
    revisions: dict[UUID, int] = field(default_factory=dict)
    touched_at: datetime | None = None

    def is_of(self, on: date, switches: dict[str, bool]) -> bool:
        return self.population.on == on and self.switches == switches


_kept: _Kept | None = None


async def current_population(*, now: datetime) -> Population:
    """Return everybody who is active, as of today and of this moment. Read from it; never change it.

    Call it outside a transaction: what isn't committed must not get into the memory of a
    process, so inside one it is made for the occasion, which takes its time, and not kept.
    """
    on, switches = riyadh_date(now), await current_switches()
    if ENGINE.current_transaction.get() is not None:
        return Population(await load_active_applicants(now=now), on=on, vocabulary=switched(switches))
    if _kept is None or not _kept.is_of(on, switches) or not await _caught_up(_kept, now=now):
        return await _build(on, switches, now=now)
    return _kept.population


async def _build(on: date, switches: dict[str, bool], *, now: datetime) -> Population:
    """Build anew: at the start, on another day, with another vocabulary, or where the counts don't agree."""
    global _kept  # noqa: PLW0603 - one population a process.
    rows = await rows_that(ProfileRow, "", only=("id", "revision", "touched_at"))
    people = await load_active_applicants(now=now)
    kept = _Kept(Population(people, on=on, vocabulary=switched(switches)), switches)
    _note(kept, rows)
    _kept = kept
    return kept.population


async def _caught_up(kept: _Kept, *, now: datetime) -> bool:
    """Take in what was touched since; tell whether as many are active here as in the database."""
    rows = await _touched_since(kept.touched_at)
    changed = [row for row in rows if kept.revisions.get(row["id"]) != row["revision"]]
    if changed:
        active = [row["id"] for row in changed if row["state"] == ProfileState.ACTIVE.value]
        found = {one.id: one for one in await load_applicants(active, now=now)}
        for row in changed:
            one = found.get(row["id"])
            if one is not None and one.state is ProfileState.ACTIVE:
                kept.population.put(one)
            else:
                kept.population.remove(row["id"])
        _note(kept, changed)
    return await _count_active() == sum(len(side.slot_of) for side in kept.population.sides.values())


def _note(kept: _Kept, rows: list[Row]) -> None:
    for row in rows:
        kept.revisions[row["id"]] = row["revision"]
        if row["touched_at"] and (kept.touched_at is None or row["touched_at"] > kept.touched_at):
            kept.touched_at = row["touched_at"]


async def _touched_since(moment: datetime | None) -> list[Row]:
    columns = ("id", "revision", "state", "touched_at")
    if moment is None:
        return await rows_that(ProfileRow, "", only=columns)
    return await rows_that(ProfileRow, "WHERE touched_at >= {}", moment - LATE_COMMITS, only=columns)


async def _count_active() -> int:
    """Count who may be in the population: active, and with what the rules need of them."""
    rows = await read(
        "SELECT COUNT(*) AS number FROM matching_profile JOIN people_person ON people_person.id = "
        "matching_profile.person_id WHERE matching_profile.state = {} AND marital_status IS NOT NULL "
        "AND people_person.birth_date IS NOT NULL",
        ProfileState.ACTIVE.value,
    )
    return int(rows[0]["number"])
