"""What is taken back is hidden at once, ends what has shown it, and is destroyed."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.matching.builders import NOW
from tests.matching.people import AnApplicant, an_applicant, open_matching
from wethaq.matching import hiding
from wethaq.matching.applicants import load_active_applicants, load_applicant
from wethaq.matching.consenting import consents_of
from wethaq.matching.forgetting import forget_closed_profiles, forget_unfinished_profiles
from wethaq.matching.matching_export import export_matching
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profile_states import ClosedBecause
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.showing import NO_CONSENT
from wethaq.matching.policy.stages import Stage
from wethaq.matching.profiles import find_profile_of, get_profile
from wethaq.matching.purposes import CLASSES, PROCESSING, PURPOSES, SHOW
from wethaq.matching.tables import ProfileRow, SensitiveFactRow
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.withdrawal import list_dependents
from wethaq.platform.database.identifiers import new_id

pytestmark = pytest.mark.usefixtures("database")
FACTS = {"city": "tabuk", "lineage": "tribal", "disability": "a_matter"}


@pytest.fixture(autouse=True)
async def _open(database: None) -> AsyncIterator[None]:
    await open_matching()
    yield
    hiding._endings.clear()


async def _withdraw(one: AnApplicant, purpose: str) -> None:
    await consent.withdraw(one.person_id, purpose, actor=one.actor, now=NOW)


async def test_every_purpose_has_its_words_in_both_languages() -> None:
    for purpose in PURPOSES:
        text = await consent.current_text(purpose.code)
        assert text.arabic.strip()
        assert text.english.strip()


async def test_without_the_profiles_consent_nothing_is_shown_and_nobody_finds_it() -> None:
    one = await an_applicant(facts=FACTS)
    await _withdraw(one, PROCESSING.code)
    profile = await get_profile(one.profile_id)
    assert (profile.state, profile.closed_because) == (ProfileState.CLOSED, ClosedBecause.CONSENT_WITHDRAWN)
    assert await consents_of(one.person_id, now=NOW) == NO_CONSENT
    assert await load_active_applicants(now=NOW) == []
    assert not await SensitiveFactRow.exists()
    assert {each.status for each in await list_dependents(one.person_id, PROCESSING.code)} == {"done"}


async def test_a_withdrawal_is_followed_twice_without_harm() -> None:
    one = await an_applicant()
    await _withdraw(one, PROCESSING.code)
    await hiding.hide_what_was_withdrawn(one.person_id, PROCESSING.code, now=NOW)
    assert (await get_profile(one.profile_id)).state is ProfileState.CLOSED


async def test_a_step_taken_back_closes_all_that_follow_and_ends_what_has_shown_it() -> None:
    one, ended = await an_applicant(), []

    async def ending(
        profile_id: UUID, target: Stage, *, at_least: Level, actor: Actor, now: datetime
    ) -> None:
        ended.append((profile_id, target, at_least))

    hiding.use_ending_of_proposals(ending)
    await _withdraw(one, SHOW[Level.DETAILS].code)
    assert (await consents_of(one.person_id, now=NOW)).up_to is Level.SUMMARY
    assert ended == [(one.profile_id, Stage.REVOKED, Level.DETAILS)]
    assert (await get_profile(one.profile_id)).state is ProfileState.ACTIVE


async def test_a_class_taken_back_is_destroyed_and_the_others_stay() -> None:
    one = await an_applicant(facts=FACTS)
    await _withdraw(one, CLASSES[ConsentClass.LINEAGE].code)
    found = await load_applicant(one.profile_id, now=NOW)
    assert found is not None
    assert dict(found.facts) == {"city": "tabuk", "disability": "a_matter"}
    assert ConsentClass.LINEAGE not in (await consents_of(one.person_id, now=NOW)).classes


async def test_a_closed_profile_is_destroyed_after_five_years_and_not_before() -> None:
    one = await an_applicant(facts=FACTS)
    await _withdraw(one, PROCESSING.code)
    assert await forget_closed_profiles(actor=SYSTEM, now=NOW + timedelta(days=5 * 365 - 1)) == 0
    assert await forget_closed_profiles(actor=SYSTEM, now=NOW + timedelta(days=5 * 365 + 1)) == 1
    assert await find_profile_of(one.person_id) is None


async def test_only_a_draft_that_lies_for_a_year_is_destroyed() -> None:
    draft = await an_applicant(state=ProfileState.DRAFT.value)
    await an_applicant()
    later = NOW + timedelta(days=366)
    assert await forget_unfinished_profiles(actor=SYSTEM, now=later) == 1
    assert await find_profile_of(draft.person_id) is None
    assert await ProfileRow.count() == 1


async def test_the_copy_of_my_data_holds_what_i_told_and_nobody_else() -> None:
    one = await an_applicant(facts=FACTS, about_self="أحب القراءة")
    words = str(await export_matching(one.person_id, now=NOW))
    assert "أحب القراءة" in words
    assert "قبلي" in words
    assert await export_matching(new_id(), now=NOW) == []
