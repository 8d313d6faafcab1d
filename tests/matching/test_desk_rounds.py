"""Rounds at the desk: planned outside the loop, stored once, fair the next time, and told without small groups."""

import asyncio
import json
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.desk import AtDesk, a_kept_profile, a_manager, a_matchmaker
from wethaq.matching import round_inputs, round_keeping, round_planning
from wethaq.matching.policy.desk_access import NotYourDeskError
from wethaq.matching.policy.rounds import RoundState, RoundTerms, RoundUnderWayError
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import ProposalRow, ProposalStepRow, RoundPersonRow, RoundRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.people.records import Sex

WEEK = timedelta(days=7)


@pytest.fixture
async def desk(client: Client) -> AtDesk:
    return await a_matchmaker(client)


async def _market(desk: AtDesk, women: int, men: int) -> tuple[list[UUID], list[UUID]]:
    return (
        [await a_kept_profile(desk) for _ in range(women)],
        [await a_kept_profile(desk, Sex.MALE) for _ in range(men)],
    )


async def _pairs(round_id: UUID) -> set[tuple[UUID, UUID]]:
    rows = await ProposalRow.select().where(ProposalRow.round_id == round_id)
    return {(row["woman_id"], row["man_id"]) for row in rows}


async def _state(round_id: UUID) -> str:
    row = await RoundRow.select(RoundRow.state).where(RoundRow.id == round_id).first()
    assert row is not None
    state: str = row["state"]
    return state


async def test_a_round_leaves_drafts_and_sends_nothing(desk: AtDesk) -> None:
    await _market(desk, 4, 3)
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW)
    assert await _state(round_id) == RoundState.PLANNING
    assert await round_keeping.plan_waiting_rounds(now=NOW) == 1
    rows = await ProposalRow.select().where(ProposalRow.round_id == round_id)
    assert {row["stage"] for row in rows} == {Stage.DRAFT.value}
    assert {row["told"] for row in rows} == {""}
    assert {row["matchmaker_id"] for row in rows} == {desk.account_id}
    assert {row["woman_id"] for row in rows} | {row["man_id"] for row in rows} == {
        row["profile_id"] for row in await RoundPersonRow.select().where(RoundPersonRow.drafts > 0)
    }
    assert await _state(round_id) == RoundState.OPEN


async def test_the_same_seed_makes_the_same_round(desk: AtDesk) -> None:
    await _market(desk, 6, 5)
    plans = []
    for seed in (7, 7, 8):
        round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW, seed=seed)
        inputs = await round_inputs.gather_inputs(round_id, now=NOW)
        plans.append({(each.woman, each.man) for each in round_planning.make_plan(inputs).drafts})
        await RoundRow.delete().where(RoundRow.id == round_id)
    assert plans[0] == plans[1]
    assert len(plans[2]) == len(plans[0])


async def test_two_who_ask_at_a_time_get_one_round(desk: AtDesk) -> None:
    await _market(desk, 3, 3)
    manager = await a_manager()
    asked = await asyncio.gather(
        *(round_keeping.begin_round(actor=manager, now=NOW) for _ in range(2)), return_exceptions=True
    )
    assert Counter(type(each) for each in asked) == {UUID: 1, RoundUnderWayError: 1}
    stored = await asyncio.gather(*(round_keeping.plan_waiting_rounds(now=NOW) for _ in range(2)))
    assert sum(stored) == 1
    assert await RoundRow.count() == 1
    [round_id] = [row["id"] for row in await RoundRow.select(RoundRow.id)]
    assert await ProposalRow.count() == len(await _pairs(round_id)) > 0
    assert await RoundPersonRow.count() == 6


async def test_no_round_begins_while_drafts_are_undecided(desk: AtDesk) -> None:
    await _market(desk, 2, 2)
    manager = await a_manager()
    round_id = await round_keeping.begin_round(actor=manager, now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    with pytest.raises(RoundUnderWayError):
        await round_keeping.begin_round(actor=manager, now=NOW + WEEK)
    undecided = await round_keeping.close_round(round_id, actor=manager, now=NOW + WEEK)
    assert undecided > 0
    assert await ProposalRow.count() == 0
    assert await round_keeping.begin_round(actor=manager, now=NOW + WEEK) != round_id


async def test_whoever_had_no_draft_waits_and_comes_first_in_the_next_round(desk: AtDesk) -> None:
    manager = await a_manager()
    women, _ = await _market(desk, 5, 1)
    seen: list[UUID] = []
    for number in range(2):
        now = NOW + number * WEEK
        round_id = await round_keeping.begin_round(actor=manager, now=now)
        await round_keeping.plan_waiting_rounds(now=now)
        drawn = {woman for woman, _ in await _pairs(round_id)}
        assert len(drawn) == 3
        seen += drawn
        # What a matchmaker takes is what counts as seen.
        for row in await ProposalRow.select().where(ProposalRow.round_id == round_id):
            await _take(row["id"], now)
        await ProposalRow.update({ProposalRow.ended_at: now}).where(ProposalRow.round_id == round_id)
        await RoundRow.update({RoundRow.state: RoundState.CLOSED.value}).where(RoundRow.id == round_id)
    assert set(seen) == set(women)


async def _take(proposal_id: UUID, now: datetime) -> None:
    values = {"id": new_id(), "proposal_id": proposal_id, "from_stage": "draft", "to_stage": "approved"}
    await ProposalStepRow.insert(ProposalStepRow(**values, made_at=now))


async def test_a_draft_that_was_turned_down_counts_as_not_seen(desk: AtDesk) -> None:
    manager = await a_manager()
    women, _ = await _market(desk, 2, 2)
    round_id = await round_keeping.begin_round(actor=manager, now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    assert (await round_inputs.waited_by_now()).get(women[0]) == 1
    await round_keeping.close_round(round_id, actor=manager, now=NOW)
    assert (await round_inputs.waited_by_now()).get(women[0]) == 1


async def test_people_in_nobodys_portfolio_are_in_no_draft(desk: AtDesk) -> None:
    await _market(desk, 1, 1)
    alone = await a_kept_profile(desk, matchmaker_id=None)
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    assert alone not in {woman for woman, _ in await _pairs(round_id)}


async def test_two_with_something_open_between_them_are_not_drafted_again(desk: AtDesk) -> None:
    manager = await a_manager()
    [woman], [man] = await _market(desk, 1, 1)
    first = await round_keeping.begin_round(actor=manager, now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    assert await _pairs(first) == {(woman, man)}
    await ProposalRow.update({ProposalRow.stage: Stage.SUMMARY.value}).where(ProposalRow.round_id == first)
    await RoundRow.update({RoundRow.state: RoundState.CLOSED.value}).where(RoundRow.id == first)
    second = await round_keeping.begin_round(actor=manager, now=NOW + WEEK)
    await round_keeping.plan_waiting_rounds(now=NOW + WEEK)
    assert await _pairs(second) == set()


async def test_the_report_hides_groups_under_five(desk: AtDesk) -> None:
    await _market(desk, 9, 9)
    await a_kept_profile(desk, marital_status="widowed")
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    row = await RoundRow.select().where(RoundRow.id == round_id).first()
    assert row is not None
    kept = json.loads(row["report"])
    assert "widowed" not in row["report"]
    assert all(line["people"] >= 5 for side in kept["sides"].values() for line in side["groups"])
    assert json.loads(row["certificate"])["is_proven"] is True


async def test_the_clock_makes_a_round_a_week_where_the_terms_ask_for_it(desk: AtDesk) -> None:
    await _market(desk, 2, 2)
    manager = await a_manager()
    assert await round_keeping.make_weekly_round(now=NOW) is None
    terms = RoundTerms(most_each=2, is_weekly=True)
    await round_keeping.change_terms(terms, "قرار المدير", actor=manager, now=NOW)
    first = await round_keeping.make_weekly_round(now=NOW)
    await round_keeping.plan_waiting_rounds(now=NOW)
    assert first
    assert await round_keeping.make_weekly_round(now=NOW + WEEK / 2) is None
    assert await round_keeping.make_weekly_round(now=NOW + WEEK) not in {None, first}
    assert await _state(first) == RoundState.CLOSED


async def test_only_a_manager_begins_a_round(desk: AtDesk) -> None:
    with pytest.raises(NotYourDeskError):
        await round_keeping.begin_round(actor=desk.actor, now=NOW)


async def test_a_large_round_is_planned_in_a_process_of_its_own(
    desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _market(desk, 3, 3)
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW)
    inputs = await round_inputs.gather_inputs(round_id, now=NOW)
    monkeypatch.setattr(round_planning, "MOST_IN_A_THREAD", 0)
    apart = await round_planning.plan_apart(inputs)
    assert apart.drafts == round_planning.make_plan(inputs).drafts


async def test_people_of_somebody_who_takes_no_part_wait_for_another(desk: AtDesk) -> None:
    await _market(desk, 1, 2)
    left = await a_kept_profile(desk, matchmaker_id=new_id())
    round_id = await round_keeping.begin_round(actor=await a_manager(), now=NOW)
    assert await round_keeping.plan_waiting_rounds(now=NOW) == 1
    assert left not in {woman for woman, _ in await _pairs(round_id)}
