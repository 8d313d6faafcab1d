"""Candidates at the desk are the engine's, their explanation is the policy's, and a pair is told from both sides."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.builders import NOW, TODAY, a_wish
from tests.matching.desk import AtDesk, a_kept_profile, a_matchmaker
from wethaq.matching.applicants import load_applicant
from wethaq.matching.candidates import explain_pair, see_candidates
from wethaq.matching.drafts import propose
from wethaq.matching.policy.eligibility import Bar
from wethaq.matching.policy.profiles import Applicant, Importance, Window, Wish
from wethaq.matching.policy.scores import explain
from wethaq.platform.people.records import Sex


@pytest.fixture
async def desk(client: Client) -> AtDesk:
    return await a_matchmaker(client)


async def _loaded(profile_id: UUID) -> Applicant:
    one = await load_applicant(profile_id, now=NOW)
    assert one is not None
    return one


async def _woman_and_men(desk: AtDesk) -> tuple[UUID, list[UUID]]:
    wishes = [
        a_wish("education", "bachelor", importance=Importance.PLAIN),
        a_wish("city", "tabuk", importance=Importance.SLIGHT),
        Wish(trait="age", importance=Importance.STRONG, window=Window(25, 30, 40, 45)),
    ]
    woman = await a_kept_profile(desk, wishes=wishes, facts={"city": "duba", "education": "diploma"})
    men = [
        await a_kept_profile(
            desk,
            Sex.MALE,
            facts={"city": city, "education": education},
            wishes=[a_wish("city", "tabuk", importance=Importance.STRONG)],
        )
        for city in ("tabuk", "duba")
        for education in ("bachelor", "secondary", "diploma")
    ]
    return woman, men


async def test_the_list_is_what_the_policy_explains(desk: AtDesk) -> None:
    woman, men = await _woman_and_men(desk)
    seen = await see_candidates(woman, actor=desk.actor, now=NOW)
    one = await _loaded(woman)
    assert {line.found.id for line in seen.lines} == set(men)
    for line in seen.lines:
        told = explain(one, await _loaded(line.found.id), TODAY)
        assert (line.found.mutual, line.found.forward, line.found.backward) == (
            told.mutual,
            told.forward.percent,
            told.backward.percent,
        )
        assert [each.trait for each in line.found.reasons.strengths] == [
            each.wish.trait for each in told.strengths
        ]
        assert [each.trait for each in line.found.reasons.to_discuss] == [
            each.wish.trait for each in told.to_discuss
        ]
        assert line.is_lopsided is told.is_lopsided
        assert line.to_ask == len(told.to_ask)
    scores = [line.found.mutual for line in seen.lines]
    assert scores == sorted(scores, reverse=True)


async def test_a_pair_is_explained_criterion_by_criterion(desk: AtDesk) -> None:
    woman, men = await _woman_and_men(desk)
    pair = await explain_pair(woman, men[0], actor=desk.actor, now=NOW)
    assert pair.explanation == explain(await _loaded(woman), await _loaded(men[0]), TODAY)
    for side in (pair.explanation.forward, pair.explanation.backward):
        assert side.percent == side.prior_percent + sum(each.percent for each in side.criteria)
    other_way = await explain_pair(men[0], woman, actor=desk.actor, now=NOW)
    assert other_way.explanation.mutual == pair.explanation.mutual


async def test_a_condition_says_what_it_costs(desk: AtDesk) -> None:
    woman, men = await _woman_and_men(desk)
    strict = await a_kept_profile(desk, wishes=[a_wish("city", "tabuk")], facts={"city": "duba"})
    assert (await see_candidates(woman, actor=desk.actor, now=NOW)).costs.remaining == len(men)
    costs = (await see_candidates(strict, actor=desk.actor, now=NOW)).costs
    assert (costs.remaining, dict(costs.lost_to)) == (3, {"city": 3})


async def test_a_stale_proof_leaves_nobody_and_says_why(desk: AtDesk) -> None:
    await _woman_and_men(desk)
    stale = await a_kept_profile(desk, marital_proof_on=TODAY - timedelta(days=91))
    seen = await see_candidates(stale, actor=desk.actor, now=NOW)
    assert seen.lines == []
    assert seen.bars == {Bar.PROOF_STALE}


async def test_whom_something_is_open_with_is_no_candidate(desk: AtDesk) -> None:
    woman, men = await _woman_and_men(desk)
    await propose(woman, men[0], actor=desk.actor, now=NOW)
    seen = await see_candidates(woman, actor=desk.actor, now=NOW)
    assert {line.found.id for line in seen.lines} == set(men[1:])
    assert (await explain_pair(woman, men[0], actor=desk.actor, now=NOW)).has_open_proposal
