"""Profiles out of the database are what the rules expect, with the bars that lie beside them."""

from datetime import timedelta

import pytest

from tests.matching.builders import NOW, TODAY, a_wish
from tests.matching.people import a_profile
from wethaq.matching.applicants import (
    facts_text,
    load_active_applicants,
    load_applicant,
    read_facts,
    read_wishes,
    wishes_text,
)
from wethaq.matching.policy.eligibility import Bar, is_eligible, own_bars, pair_bars
from wethaq.matching.policy.profiles import Applicant, Importance, Window, Wish
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import BlockRow, KinshipRow, ProfileRow, ProposalRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("database")


async def _loaded(profile_id: object) -> Applicant:
    found = await load_applicant(profile_id, now=NOW)  # type: ignore[arg-type]
    assert found is not None
    return found


async def test_facts_and_wishes_come_back_as_they_were_kept() -> None:
    facts = {
        "city": "tabuk",
        "children": 2,
        "relocation": frozenset({"region", "own_city"}),
        "lineage": "tribal",
    }
    wishes = [
        a_wish("education", "bachelor", "postgraduate"),
        Wish(trait="age", importance=Importance.STRONG, window=Window(25, 28, 35, 40)),
    ]
    one = await _loaded(await a_profile(facts=facts, wishes=wishes))
    assert dict(one.facts) == facts
    assert list(one.wishes) == wishes
    assert read_facts(facts_text(facts)) == facts
    assert list(read_wishes(wishes_text(wishes))) == wishes


async def test_two_who_suit_each_other_are_eligible() -> None:
    woman, man = await _loaded(await a_profile()), await _loaded(await a_profile(Sex.MALE))
    assert is_eligible(woman, man, TODAY)
    assert {one.id for one in await load_active_applicants(now=NOW)} == {woman.id, man.id}


async def test_kinship_holds_from_both_sides() -> None:
    ids = sorted([await a_profile(), await a_profile(Sex.MALE)])
    kept = {"id": new_id(), "one_id": ids[0], "other_id": ids[1], "kinship": "fosterage"}
    await insert_sealed(KinshipRow, {**kept, "established_at": NOW, "established_by": new_id()})
    one, other = [await _loaded(each) for each in ids]
    assert pair_bars(one, other, TODAY) == {Bar.KINSHIP}
    assert one.kin.keys() == {other.id}


async def test_a_blocked_family_is_never_proposed() -> None:
    woman = await a_profile()
    man = await _loaded(await a_profile(Sex.MALE, family_index="a-family"))
    kept = {"id": new_id(), "profile_id": woman, "kind": "family", "key_index": "a-family"}
    await insert_sealed(BlockRow, {**kept, "label": "العطوي", "made_at": NOW})
    assert pair_bars(await _loaded(woman), man, TODAY) == {Bar.BLOCKED}


@pytest.mark.parametrize(
    ("stage", "bars"),
    [
        (Stage.DRAFT, set()),
        (Stage.SUMMARY, set()),
        (Stage.GUARDIANS, set()),
        (Stage.ENGAGED, {Bar.LOCKED}),
    ],
)
async def test_only_an_accepted_proposal_locks(stage: Stage, bars: set[Bar]) -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    await _a_proposal(woman, man, stage)
    assert own_bars(await _loaded(woman), TODAY) == bars


async def test_two_open_proposals_are_enough() -> None:
    woman = await a_profile()
    for _ in range(2):
        await _a_proposal(woman, await a_profile(Sex.MALE), Stage.DETAILS)
    assert own_bars(await _loaded(woman), TODAY) == {Bar.ENOUGH_OPEN}


@pytest.mark.parametrize(("days", "is_cooling"), [(1, True), (179, True), (181, False)])
async def test_an_end_of_any_kind_cools_off(days: int, is_cooling: bool) -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    await _a_proposal(woman, man, Stage.EXPIRED, ended_at=NOW - timedelta(days=days))
    bars = pair_bars(await _loaded(woman), await _loaded(man), TODAY)
    assert (Bar.COOLING_OFF in bars) is is_cooling


async def test_a_profile_without_its_marital_status_is_not_there_yet() -> None:
    profile_id = await a_profile(marital_status=None)
    assert await load_applicant(profile_id, now=NOW) is None
    assert await load_applicant(new_id(), now=NOW) is None
    assert await ProfileRow.count() == 1


async def _a_proposal(woman: object, man: object, stage: Stage, **changes: object) -> None:
    values = {"id": new_id(), "woman_id": woman, "man_id": man, "stage": stage.value, "entered_at": NOW}
    await insert_sealed(ProposalRow, {**values, "asked_first": "woman", "made_at": NOW, **changes})
