"""A person with a disability, from the request to what the other side reads (PDPL: a consent of its own)."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.intake_people import a_complete_profile, a_request_in_service, apply, somebody
from tests.matching.people import AnApplicant, an_applicant, open_matching
from tests.matching.proposals_world import a_matchmaker
from wethaq.matching import answering, proposing, stating
from wethaq.matching.other_side import read_other_side
from wethaq.matching.own_profile import Agreement
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.population_keeping import current_population
from wethaq.matching.profiles import find_profile_of
from wethaq.matching.proposals import Seat, get_proposal
from wethaq.matching.purposes import CLASSES
from wethaq.matching.tables import ProfileRow
from wethaq.platform.consent import service as consent
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("client")
DISABILITY = CLASSES[ConsentClass.DISABILITY].code
WORDS = "أستعمل كرسيًّا متحركًا"
LATER = NOW + timedelta(days=15)


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_matching()


async def test_the_whole_way_from_the_request_to_the_other_sides_page() -> None:
    woman, keeper = await somebody(), a_matchmaker()
    assert woman.person_id is not None
    request = await apply(woman)
    await a_complete_profile(woman)
    agreement = Agreement((await consent.current_text(DISABILITY)).id)
    await stating.state_fact(
        woman.person_id, "disability", "a_matter", words=WORDS, agreement=agreement, actor=woman, now=NOW
    )
    await a_request_in_service(request.id, woman)
    hers = await find_profile_of(woman.person_id)
    assert hers is not None
    assert hers.state is ProfileState.ACTIVE
    await ProfileRow.update({ProfileRow.matchmaker_id: keeper.account_id}).where(ProfileRow.id == hers.id)

    man = await an_applicant(Sex.MALE, now=NOW, matchmaker_id=keeper.account_id)
    population = await current_population(now=LATER)
    him = next(one for one in population.people() if one.id == man.profile_id)
    assert hers.id in {one.id for one in population.best(him)}

    proposal_id = await proposing.make_draft(
        hers.id, man.profile_id, asked_first=Party.WOMAN, actor=keeper, now=LATER
    )
    await proposing.approve_draft(proposal_id, actor=keeper, now=LATER)
    await proposing.send_proposal(proposal_id, actor=keeper, now=LATER)
    await answering.agree_to_step(proposal_id, actor=woman, now=LATER)
    assert "disability" not in await _told(proposal_id, man)
    await answering.agree_to_step(proposal_id, actor=man.actor, now=LATER)
    assert (await _told(proposal_id, man))["disability"] == WORDS
    await consent.withdraw(woman.person_id, DISABILITY, actor=woman, now=LATER)
    assert "disability" not in await _told(proposal_id, man)


async def _told(proposal_id: UUID, man: AnApplicant) -> dict[str, str | None]:
    """Return the facts of hers that he reads, with her words on them."""
    seat = Seat(await get_proposal(proposal_id), Party.MAN, man.person_id)
    shown = await read_other_side(seat, actor=man.actor, now=LATER)
    return {fact.trait.code: fact.words for fact in shown.facts}
