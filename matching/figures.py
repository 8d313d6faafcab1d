"""The manager's figures of matchmaking: aggregates, and nothing that could point at one person (policy G9).

Only columns that are no secret are read: stages, days, sexes by the file's outline. Counts
below five never leave this module.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.matching.desk_counts import last_proposed_on
from wethaq.matching.matchmakers import Matchmaker, list_matchmakers
from wethaq.matching.policy.counselling import FEWEST_TOLD
from wethaq.matching.policy.desk_access import ensure_manager
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.small_groups import Waiting, folded, shown_count, waiting_of
from wethaq.matching.policy.stages import ENDS, WAY, Stage
from wethaq.matching.round_pages import reports_of
from wethaq.matching.tables import ProfileRow, ProposalRow, ProposalStepRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import Row, places, rows_that
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people.outlines import outlines_of
from wethaq.platform.people.records import Sex

ROUNDS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class RoundEvenness:
    """How even one round was: Gini in hundredths, None where too few could be seen."""

    number: int
    women: int | None
    men: int | None


@dataclass(frozen=True, slots=True)
class Load:
    """What a matchmaker has to do; None is too few to be shown."""

    matchmaker: Matchmaker
    active: int | None
    open_proposals: int | None
    drafts: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some months."""

    first_on: date
    last_on: date
    active: dict[Sex, int | None]
    funnel: Sequence[tuple[Stage, int | None]]
    ends: Sequence[tuple[Stage | None, int]]
    waited: dict[Sex, Waiting | None]
    """Days from joining the wait to the first proposal."""
    waiting_now: dict[Sex, Waiting | None]
    """Days for which those wait who have never been in a proposal."""
    rounds: Sequence[RoundEvenness]
    loads: Sequence[Load]


async def read_figures(months: int, *, actor: Actor, now: datetime) -> Figures:
    """Return the figures of the last months."""
    ensure_manager(actor)
    last_on = riyadh_date(now)
    since = now - timedelta(days=30 * months)
    profiles = await _profiles()
    proposals = await rows_that(
        ProposalRow, "", only=("id", "stage", "ended_at", "matchmaker_id", "woman_id", "man_id", "made_at")
    )
    recent = [row for row in proposals if row["made_at"] >= since]
    waited, waiting_now = await _waits(profiles, last_on)
    await audit.record("matching.figures_viewed", None, actor=actor, now=now)
    return Figures(
        first_on=riyadh_date(since),
        last_on=last_on,
        active={sex: shown_count(_active(profiles, sex)) for sex in Sex},
        funnel=await _funnel([row["id"] for row in recent]),
        ends=_ends(recent),
        waited=waited,
        waiting_now=waiting_now,
        rounds=await _evenness(actor=actor),
        loads=_loads(await list_matchmakers(), profiles, proposals),
    )


async def _profiles() -> list[Row]:
    only = ("id", "person_id", "state", "matchmaker_id", "waiting_since", "activated_at")
    rows = await rows_that(ProfileRow, "WHERE activated_at IS NOT NULL", only=only)
    outlines = await outlines_of([row["person_id"] for row in rows])
    return [{**row, "sex": outlines[row["person_id"]].sex} for row in rows if row["person_id"] in outlines]


def _active(profiles: list[Row], sex: Sex) -> int:
    return sum(row["state"] == ProfileState.ACTIVE and row["sex"] is sex for row in profiles)


async def _funnel(proposal_ids: list[UUID]) -> list[tuple[Stage, int | None]]:
    """Return how many proposals of the period ever reached each stage."""
    reached: dict[str, set[UUID]] = defaultdict(set)
    for first in range(0, len(proposal_ids), 500):
        batch = proposal_ids[first : first + 500]
        steps = await rows_that(
            ProposalStepRow,
            f"WHERE proposal_id IN {places(len(batch))}",
            *batch,
            only=("proposal_id", "to_stage"),
        )
        for step in steps:
            reached[step["to_stage"]].add(step["proposal_id"])
    return [(stage, shown_count(len(reached[stage.value]))) for stage in WAY]


def _ends(proposals: list[Row]) -> list[tuple[Stage | None, int]]:
    counts = Counter(Stage(row["stage"]) for row in proposals if Stage(row["stage"]) in ENDS)
    alone, together = folded(counts)
    found: list[tuple[Stage | None, int]] = [(stage, counts[stage]) for stage in alone]
    return [*found, (None, sum(counts[stage] for stage in together))] if together else found


async def _waits(
    profiles: list[Row], today: date
) -> tuple[dict[Sex, Waiting | None], dict[Sex, Waiting | None]]:
    """Return how long people waited for their first proposal, and how long those wait who never had one."""
    proposed = await last_proposed_on([row["id"] for row in profiles])
    had: dict[Sex, list[int]] = {sex: [] for sex in Sex}
    have: dict[Sex, list[int]] = {sex: [] for sex in Sex}
    for row in profiles:
        since = row["waiting_since"] or riyadh_date(row["activated_at"])
        if row["id"] in proposed:
            had[row["sex"]].append(max((proposed[row["id"]] - since).days, 0))
        elif row["state"] == ProfileState.ACTIVE:
            have[row["sex"]].append(max((today - since).days, 0))
    return (
        {sex: waiting_of(days) for sex, days in had.items()},
        {sex: waiting_of(days) for sex, days in have.items()},
    )


async def _evenness(*, actor: Actor) -> list[RoundEvenness]:
    found = []
    for each in await reports_of(ROUNDS_SHOWN, actor=actor):
        assert each.report  # noqa: S101 - only rounds with a report are asked for.
        hundredths = {}
        for sex, side in each.report.sides.items():
            is_enough = (side.could_be_seen or 0) >= FEWEST_TOLD
            hundredths[sex] = round(100 * side.gini) if is_enough else None
        found.append(RoundEvenness(each.number, hundredths[Sex.FEMALE], hundredths[Sex.MALE]))
    return found


def _loads(matchmakers: list[Matchmaker], profiles: list[Row], proposals: list[Row]) -> list[Load]:
    active = Counter(row["matchmaker_id"] for row in profiles if row["state"] == ProfileState.ACTIVE)
    is_draft = [row for row in proposals if row["stage"] == Stage.DRAFT]
    is_open = [row for row in proposals if row["ended_at"] is None and row["stage"] != Stage.DRAFT]
    drafts, opened = (Counter(row["matchmaker_id"] for row in rows) for rows in (is_draft, is_open))
    return [
        Load(
            each,
            shown_count(active[each.account_id]),
            shown_count(opened[each.account_id]),
            shown_count(drafts[each.account_id]),
        )
        for each in matchmakers
    ]
