"""Rounds from beginning to end: begun by a manager or the clock, planned beside the site's work, stored once.

Planning is arithmetic for many seconds' worth of one processor, so it runs in a thread and never in
the loop that answers people. Its drafts go to the matchmakers; nothing of it is sent by itself.
"""

import asyncio
import json
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.engine.certificate import NotOptimalError
from wethaq.matching.engine.population import Population
from wethaq.matching.engine.round_plan import RoundPlan, Terms, plan_for
from wethaq.matching.engine.rounds import UnsolvableRoundError
from wethaq.matching.policy.desk_access import ensure_manager
from wethaq.matching.policy.rounds import (
    HIGHEST_SEED,
    LEAST_EACH,
    MOST_EACH,
    RoundState,
    RoundTerms,
    ensure_between,
    ensure_can_close,
    ensure_nothing_under_way,
    is_due,
)
from wethaq.matching.policy.rounds import RoundUnderWayError as RoundUnderWayError
from wethaq.matching.round_inputs import RoundInputs, gather_inputs
from wethaq.matching.round_storing import certificate_text, report_of, store_drafts, store_people
from wethaq.matching.tables import ProposalRow, ProposalStepRow, RoundRow, RoundTermsRow
from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, places, rows_that, rows_where, update_that
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError

MADE: Final = (RoundState.OPEN.value, RoundState.CLOSED.value)


async def current_terms() -> RoundTerms:
    """Return under what the next round is made."""
    rows = await rows_that(RoundTermsRow, "ORDER BY version DESC LIMIT 1")
    return RoundTerms(rows[0]["most_each"], rows[0]["is_weekly"]) if rows else RoundTerms()


async def change_terms(terms: RoundTerms, reason: str, *, actor: Actor, now: datetime) -> None:
    """Put other terms in force from the next round on. Raises RoundTermsImpossibleError, FasterElsewhereError."""
    ensure_manager(actor)
    ensure_between(terms.most_each, LEAST_EACH, MOST_EACH)
    async with transaction():
        rows = await rows_that(RoundTermsRow, "ORDER BY version DESC LIMIT 1", only=("version",))
        row_id = new_id()
        row = {
            "id": row_id,
            "version": (rows[0]["version"] if rows else 0) + 1,
            "is_weekly": terms.is_weekly,
            "most_each": terms.most_each,
            "reason": reason,
            "changed_at": now,
            "changed_by": actor.account_id,
        }
        try:
            async with savepoint():
                await insert_row(RoundTermsRow, row)
        except UNIQUE_VIOLATIONS as error:
            raise FasterElsewhereError from error
        details = {"most_each": terms.most_each, "is_weekly": terms.is_weekly}
        await audit.record("matching.round_terms_changed", row_id, actor=actor, now=now, details=details)


async def begin_round(*, actor: Actor, now: datetime, seed: int | None = None) -> UUID:
    """Ask for a round and return its id; the worker plans it within seconds.

    Without a seed it is the round's number, so anybody can make it again. Of two who ask at the same
    moment the second is told that one is under way. Raises RoundUnderWayError.
    """
    ensure_manager(actor)
    if seed is not None:
        ensure_between(seed, 0, HIGHEST_SEED)
    round_id, terms = new_id(), await current_terms()
    async with transaction():
        rows = await rows_that(RoundRow, "ORDER BY number DESC", only=("number", "state"))
        ensure_nothing_under_way([RoundState(row["state"]) for row in rows])
        number = (rows[0]["number"] if rows else 0) + 1
        row = {
            "id": round_id,
            "number": number,
            "state": RoundState.PLANNING.value,
            "seed": number if seed is None else seed,
            "terms": json.dumps({"most_each": terms.most_each}),
            "made_at": now,
            "made_by": actor.account_id,
        }
        try:
            async with savepoint():
                await insert_row(RoundRow, row)
        except UNIQUE_VIOLATIONS as error:
            raise RoundUnderWayError from error
        details = {"number": number, "seed": row["seed"]}
        await audit.record("matching.round_begun", round_id, actor=actor, now=now, details=details)
    return round_id


async def plan_waiting_rounds(*, now: datetime) -> int:
    """Plan the rounds that were asked for, and return how many were stored."""
    rows = await rows_where(RoundRow, state=RoundState.PLANNING.value)
    return sum([await _plan(row["id"], now=now) for row in rows])


async def make_weekly_round(*, now: datetime) -> UUID | None:
    """Begin the week's round where the terms ask for one; what last week's left undecided is let go first."""
    if not (await current_terms()).is_weekly:
        return None
    rows = await rows_that(RoundRow, "ORDER BY number DESC LIMIT 1", only=("id", "state", "made_at"))
    if rows and (rows[0]["state"] == RoundState.PLANNING or not is_due(rows[0]["made_at"], now)):
        return None
    if rows and rows[0]["state"] == RoundState.OPEN:
        await close_round(rows[0]["id"], actor=SYSTEM, now=now)
    return await begin_round(actor=SYSTEM, now=now)


async def close_round(round_id: UUID, *, actor: Actor, now: datetime) -> int:
    """Close a round and return how many drafts nobody had decided.

    Those go without a trace, since nobody but the desk ever knew of them; an end would keep the two
    apart for half a year. Whoever was in one waits on, and comes first in the next round.
    """
    ensure_manager(actor)
    async with transaction():
        rows = await rows_where(RoundRow, id=round_id)
        if not rows:
            raise NotFoundError
        ensure_can_close(RoundState(rows[0]["state"]))
        drafts = await rows_that(
            ProposalRow, "WHERE round_id = {} AND stage = {}", round_id, "draft", only=("id",)
        )
        ids = [row["id"] for row in drafts]
        if ids:
            await ProposalStepRow.delete().where(ProposalStepRow.proposal_id.is_in(ids))
            await ProposalRow.delete().where(ProposalRow.id.is_in(ids), ProposalRow.stage == "draft")
        await _close(round_id, now=now)
        details = {"undecided": len(ids)}
        await audit.record("matching.round_closed", round_id, actor=actor, now=now, details=details)
    return len(ids)


async def close_if_decided(round_id: UUID, *, now: datetime) -> None:
    """Close a round whose last draft has been decided, in the caller's transaction."""
    if not await rows_that(ProposalRow, "WHERE round_id = {} AND stage = {} LIMIT 1", round_id, "draft"):
        await _close(round_id, now=now)


async def _close(round_id: UUID, *, now: datetime) -> None:
    closed = {"state": RoundState.CLOSED.value, "closed_at": now}
    await update_that(RoundRow, closed, "WHERE id = {} AND state = {}", round_id, RoundState.OPEN.value)


async def _plan(round_id: UUID, *, now: datetime) -> bool:
    """Plan one round in a thread and store it, unless somebody else has done so meanwhile."""
    inputs = await gather_inputs(round_id, now=now)
    try:
        plan = await asyncio.to_thread(make_plan, inputs)
    except (UnsolvableRoundError, NotOptimalError) as error:
        failed = {"state": RoundState.FAILED.value, "problem": type(error).__name__, "planned_at": now}
        await update_that(
            RoundRow, failed, "WHERE id = {} AND state = {}", round_id, RoundState.PLANNING.value
        )
        return False
    return await _store(round_id, plan, inputs, now=now)


def make_plan(inputs: RoundInputs) -> RoundPlan:
    """Plan a round: the same people, terms and seed give the same drafts."""
    population = Population(inputs.people, on=inputs.on, vocabulary=inputs.vocabulary)
    terms = Terms(
        most_each=inputs.most_each,
        waited=inputs.waited,
        keepers=inputs.keepers,
        keeper_room=inputs.keeper_room,
        seed=inputs.seed,
    )
    return plan_for(population, terms)


async def _store(round_id: UUID, plan: RoundPlan, inputs: RoundInputs, *, now: datetime) -> bool:
    """Store the drafts, the report and the proof at once; of two who have planned it one stores it."""
    opened = {
        "state": RoundState.OPEN.value,
        "planned_at": now,
        "report": json.dumps(report_of(plan, inputs).as_values()),
        "certificate": certificate_text(plan.certificate),
    }
    async with transaction():
        won = await update_that(
            RoundRow, opened, "WHERE id = {} AND state = {}", round_id, RoundState.PLANNING.value
        )
        if not won:
            return False
        await store_people(round_id, plan, inputs)
        stored = await store_drafts(round_id, plan, inputs, now=now)
        await close_if_decided(round_id, now=now)
        details = {"drafts": stored, "planned": len(plan.drafts)}
        await audit.record("matching.round_planned", round_id, actor=SYSTEM, now=now, details=details)
    return True


async def rounds_named(round_ids: list[UUID]) -> dict[UUID, int]:
    """Return the numbers of rounds."""
    if not round_ids:
        return {}
    rows = await rows_that(
        RoundRow, f"WHERE id IN {places(len(round_ids))}", *round_ids, only=("id", "number")
    )
    return {row["id"]: row["number"] for row in rows}
