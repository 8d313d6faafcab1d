"""Both sides, her guardian and the clock at once, at two server processes: each answer counts once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.counseling.visits import real_now
from tests.matching.people import an_applicant, open_matching
from tests.matching.proposals_world import Pair, a_draft, a_matchmaker, a_pair, a_proposal, one_yes
from tests.site.racing import Race, Rival, at_once, statuses
from tests.site.servers import running_servers
from wethaq.matching import proposing
from wethaq.matching.ending import expire_overdue
from wethaq.matching.policy.stages import ENDS, HOLDS_ALONE, TAKES_A_PLACE, Stage
from wethaq.matching.proposals import get_proposal
from wethaq.matching.tables import PlaceRow, ProposalRow, ProposalStepRow, YesRow
from wethaq.platform.actors import SYSTEM
from wethaq.platform.errors import RefusedError
from wethaq.platform.people.records import Sex

PATH = "/matching/proposals"


@pytest.fixture
async def race(database: None, tmp_path: Path) -> AsyncIterator[Race]:
    await open_matching(now=real_now())
    async with running_servers(tmp_path, 2, WORKS_WHILE_SERVING="false") as servers:
        yield Race(servers)
        await ensure_places()
        assert "failure" not in "".join(server.said for server in servers)


async def ensure_places() -> None:
    """Every open proposal holds exactly its places, and nobody more than there are."""
    held = Counter(row["proposal_id"] for row in await PlaceRow.select())
    for row in await ProposalRow.select():
        stage = Stage(row["stage"])
        assert held[row["id"]] == (2 if stage in TAKES_A_PLACE | HOLDS_ALONE else 0)
        steps = await ProposalStepRow.select().where(ProposalStepRow.proposal_id == row["id"])
        reached = Counter(step["to_stage"] for step in steps)
        assert max(reached.values()) == 1
        assert sum(reached[end.value] for end in ENDS) <= 1


async def browsers(race: Race, account: UUID, count: int) -> list[Rival]:
    return [await race.browser_of(account) for _ in range(count)]


async def a_world(stage: Stage) -> tuple[Pair, UUID]:
    pair = await a_pair(now=real_now())
    return pair, await a_proposal(pair, stage, now=real_now())


async def test_of_twenty_yeses_at_once_one_counts(race: Race) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    hers = await browsers(race, pair.woman.account_id, 4)
    answers = await at_once(hers[turn % 4].post(f"{PATH}/{proposal_id}/agreement") for turn in range(20))
    assert statuses(answers) == {303: 1, 409: 19}
    assert await YesRow.count() == 1
    his = await browsers(race, pair.man.account_id, 4)
    answers = await at_once(his[turn % 4].post(f"{PATH}/{proposal_id}/agreement") for turn in range(20))
    assert statuses(answers) == {303: 1, 409: 19}
    assert (await get_proposal(proposal_id)).rule.stage is Stage.DETAILS


async def test_a_yes_and_a_no_at_once_leave_one_end(race: Race) -> None:
    pair, proposal_id = await a_world(Stage.DETAILS)
    hers, his = await browsers(race, pair.woman.account_id, 2), await browsers(race, pair.man.account_id, 2)
    no = [one.post(f"{PATH}/{proposal_id}/refusal") for one in (*hers, *his)]
    yes = [one.post(f"{PATH}/{proposal_id}/agreement") for one in (*hers, *his)]
    stops = [one.post(f"{PATH}/{proposal_id}/concern", concern="money") for one in (*hers, *his)]
    answers = await at_once([*no, *yes, *stops])
    assert set(statuses(answers)) <= {303, 409}
    assert (await get_proposal(proposal_id)).rule.stage is Stage.DECLINED


async def test_two_families_at_one_table_can_not_be(race: Race) -> None:
    """Her guardian says yes to two proposals at once, at two servers: one goes on, the other waits."""
    pair, one = await a_world(Stage.PHOTO)
    man = await an_applicant(Sex.MALE, now=real_now(), matchmaker_id=pair.staff.account_id)
    second = Pair(pair.woman, man, pair.wali, pair.staff)
    other = await a_proposal(second, Stage.PHOTO, now=real_now())
    for each, proposal_id in ((pair, one), (second, other)):
        for _ in range(2):
            await one_yes(each, await get_proposal(proposal_id), now=real_now())
    walis = await browsers(race, pair.wali.account_id, 4)
    answers = await at_once(
        walis[turn % 4].post(f"/matching/wali/{(one, other)[turn % 2]}/agreement") for turn in range(20)
    )
    assert statuses(answers) == {303: 1, 409: 19}
    stages = {(await get_proposal(each)).rule.stage for each in (one, other)}
    assert stages == {Stage.GUARDIANS, Stage.PHOTO}


async def test_answers_and_the_clock_end_it_once(race: Race) -> None:
    pair, proposal_id = await a_world(Stage.SUMMARY)
    week = real_now() - timedelta(days=7, seconds=-1)
    await ProposalRow.update({ProposalRow.entered_at: week}).where(ProposalRow.id == proposal_id)
    hers = await browsers(race, pair.woman.account_id, 4)
    await asyncio.sleep(0.9)
    clock = [expire_overdue(actor=SYSTEM, now=real_now() + timedelta(seconds=1)) for _ in range(3)]
    answers, *ended = await asyncio.gather(
        at_once(hers[turn % 4].post(f"{PATH}/{proposal_id}/agreement") for turn in range(12)), *clock
    )
    assert set(statuses(answers)) <= {303, 409}
    assert sum(ended) == 1
    assert (await get_proposal(proposal_id)).rule.stage is Stage.EXPIRED


@pytest.mark.usefixtures("database")
async def test_of_five_drafts_of_one_woman_two_are_approved_at_once() -> None:
    await open_matching(now=real_now())
    staff = a_matchmaker()
    first = await a_pair(staff=staff, now=real_now())
    drafts = [await a_draft(first, now=real_now())]
    for _ in range(4):
        man = await an_applicant(Sex.MALE, now=real_now(), matchmaker_id=staff.account_id)
        pair = Pair(first.woman, man, first.wali, staff)
        drafts.append(await a_draft(pair, now=real_now()))
    outcomes = await asyncio.gather(
        *(proposing.approve_draft(each, actor=staff, now=real_now()) for each in drafts * 4),
        return_exceptions=True,
    )
    refused = [each for each in outcomes if isinstance(each, BaseException)]
    assert all(isinstance(each, RefusedError) for each in refused)
    assert len(outcomes) - len(refused) == 2
    await ensure_places()
