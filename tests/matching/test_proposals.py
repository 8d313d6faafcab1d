"""The whole way of a proposal in the database: both sides, her guardian, the office."""

import pytest

from tests.matching.people import open_matching
from tests.matching.proposals_world import a_pair, a_proposal
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import ProposalStepRow

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def test_the_way_leads_through_every_stage_to_the_exam() -> None:
    pair = await a_pair()
    proposal_id = await a_proposal(pair, Stage.EXAM)
    rows = await ProposalStepRow.select().where(ProposalStepRow.proposal_id == proposal_id)
    assert [row["to_stage"] for row in rows] == [
        "draft",
        "approved",
        "summary",
        "details",
        "photo",
        "guardians",
        "meeting",
        "engaged",
        "exam",
    ]
