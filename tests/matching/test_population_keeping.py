"""The population in memory follows every edit, in every process, without being told."""

from datetime import timedelta

import pytest

from tests.matching.builders import NOW
from tests.matching.people import a_profile
from wethaq.matching import population_keeping
from wethaq.matching.applicants import load_applicant
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.population_keeping import current_population
from wethaq.matching.profiles import get_profile, move_profile, touch_profiles, write_profile
from wethaq.matching.tables import ProfileRow, TraitSwitchRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("database")


async def _candidates_of(profile_id: object) -> list[object]:
    population = await current_population(now=NOW)
    one = await load_applicant(profile_id, now=NOW)  # type: ignore[arg-type]
    assert one is not None
    return list(population.eligible_ids(one))


async def test_a_new_profile_is_found_at_the_next_use() -> None:
    woman = await a_profile()
    assert await _candidates_of(woman) == []
    man = await a_profile(Sex.MALE)
    assert await _candidates_of(woman) == [man]


async def test_a_profile_that_pauses_is_not_found_any_more_and_is_again_when_it_goes_on() -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    assert await _candidates_of(woman) == [man]
    paused = await move_profile(await get_profile(man), ProfileState.PAUSED, now=NOW)
    assert await _candidates_of(woman) == []
    await move_profile(paused, ProfileState.ACTIVE, now=NOW)
    assert await _candidates_of(woman) == [man]


async def test_two_edits_of_one_moment_are_two() -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    for wives, expected in ((4, []), (0, [man])):
        await write_profile(await get_profile(man), {"wives_now": wives, "wives_wished": 4}, now=NOW)
        await write_profile(await get_profile(woman), {"is_open_to_polygamy": True}, now=NOW)
        assert await _candidates_of(woman) == expected


async def test_what_another_part_touches_is_read_anew_without_a_change_of_version() -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    await _candidates_of(woman)
    version = (await get_profile(man)).version
    await ProfileRow.update({ProfileRow.marital_proof_on: None}).where(ProfileRow.id == man)
    await touch_profiles([man], now=NOW)
    assert await _candidates_of(woman) == []
    assert (await get_profile(man)).version == version


async def test_an_edit_reads_only_what_it_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    woman, man = await a_profile(), await a_profile(Sex.MALE)
    await _candidates_of(woman)
    monkeypatch.setattr(population_keeping, "_build", None)
    await write_profile(await get_profile(man), {"wives_wished": 1}, now=NOW + timedelta(minutes=1))
    assert await _candidates_of(woman) == [man]


async def test_another_day_and_another_vocabulary_make_another_population() -> None:
    await a_profile()
    first = await current_population(now=NOW)
    assert await current_population(now=NOW) is first
    await TraitSwitchRow.insert(
        TraitSwitchRow(id=new_id(), trait="smoking", is_active=False, reason="قرار", decided_at=NOW)
    )
    second = await current_population(now=NOW)
    assert "smoking" not in {trait.code for trait in second.numbering.traits}
    assert (await current_population(now=NOW + timedelta(days=1))).on > second.on


async def test_what_is_not_committed_never_gets_into_memory() -> None:
    before = await current_population(now=NOW)
    with pytest.raises(ZeroDivisionError):
        await _add_and_fail()
    assert await current_population(now=NOW) is before
    assert before.people() == []


async def _add_and_fail() -> None:
    async with transaction():
        added = await a_profile()
        assert [one.id for one in (await current_population(now=NOW)).people()] == [added]
        raise ZeroDivisionError
