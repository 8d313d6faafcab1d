"""What a person's own file says reaches the profile and everybody's proposals."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.matching.builders import NOW
from tests.matching.people import an_applicant, open_matching
from tests.platform.accounts.builders import a_mobile
from wethaq.matching.applicants import load_applicant
from wethaq.matching.blocks import BlockKind, TooManyBlocksError, UnreadableBlockError, add_block, list_blocks
from wethaq.matching.following_files import follow_files
from wethaq.matching.policy.eligibility import Bar, pair_bars
from wethaq.matching.population_keeping import current_population
from wethaq.matching.prefilling import suggested_fact
from wethaq.matching.recognising import family_index
from wethaq.platform.actors import SYSTEM
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def test_a_corrected_file_is_read_anew() -> None:
    one = await an_applicant()
    await follow_files(now=NOW)
    before = await current_population(now=LATER)
    assert one.profile_id in before
    person = await people.get_person(one.person_id)
    await people.update_person(
        one.person_id, replace(person, birth_date=date(2015, 1, 1)), actor=SYSTEM, now=LATER
    )
    assert await follow_files(now=LATER) == 1
    assert await follow_files(now=LATER) == 0
    population = await current_population(now=LATER)
    (found,) = population.people()
    assert found.birth_date == date(2015, 1, 1)


async def test_a_blocked_family_is_recognised_however_it_is_spelled() -> None:
    woman = await an_applicant()
    man = await an_applicant(Sex.MALE, family_index=family_index("البلوي"))
    await add_block(woman.person_id, BlockKind.FAMILY, "بلوى", actor=woman.actor, now=NOW)
    await add_block(woman.person_id, BlockKind.FAMILY, "البلوي", actor=woman.actor, now=NOW)
    assert len(await list_blocks(woman.profile_id)) == 1
    assert await _bars(woman.profile_id, man.profile_id) == {Bar.BLOCKED}


async def test_a_blocked_number_is_recognised_whichever_way_it_was_typed() -> None:
    mobile = a_mobile()
    woman, man = await an_applicant(), await an_applicant(Sex.MALE)
    person = await people.get_person(man.person_id)
    await people.update_person(man.person_id, replace(person, mobile=mobile), actor=SYSTEM, now=NOW)
    await add_block(woman.person_id, BlockKind.MOBILE, "0" + mobile[4:], actor=woman.actor, now=NOW)
    assert await _bars(woman.profile_id, man.profile_id) == {Bar.BLOCKED}


async def test_what_nobody_could_be_recognised_by_is_no_block(monkeypatch: pytest.MonkeyPatch) -> None:
    woman = await an_applicant()
    for kind, typed in ((BlockKind.MOBILE, "5"), (BlockKind.NATIONAL_ID, "1"), (BlockKind.FAMILY, "—")):
        with pytest.raises(UnreadableBlockError):
            await add_block(woman.person_id, kind, typed, actor=woman.actor, now=NOW)
    monkeypatch.setattr("wethaq.matching.blocks.MOST_BLOCKS", 0)
    with pytest.raises(TooManyBlocksError):
        await add_block(woman.person_id, BlockKind.FAMILY, "العطوي", actor=woman.actor, now=NOW)


async def test_what_the_file_knows_is_offered_as_an_answer() -> None:
    one = await an_applicant(person={"governorate": "al_wajh", "nationality": "YE"})
    person = await people.get_person(one.person_id)
    assert suggested_fact("city", person) == "wajh"
    assert suggested_fact("nationality", person) == "arab"
    assert suggested_fact("smoking", person) is None


async def _bars(woman: object, man: object) -> frozenset[Bar]:
    one, other = [await load_applicant(each, now=NOW) for each in (woman, man)]  # type: ignore[arg-type]
    assert one is not None
    assert other is not None
    return pair_bars(one, other, riyadh_date(NOW))
