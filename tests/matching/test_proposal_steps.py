"""The table of steps against the database: every act of everybody, tried from every stage."""

from contextlib import suppress
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from tests.matching.builders import NOW, TODAY
from tests.matching.people import open_matching
from tests.matching.proposals_world import Pair, a_pair, a_proposal
from wethaq.matching import answering, contracts, ending, freezing, proposing
from wethaq.matching.freezing import Concern
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.stages import ENDS, WAY, Stage, can_move
from wethaq.matching.proposals import ProposalRecord, get_proposal
from wethaq.matching.tables import PlaceRow, ProposalStepRow
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.errors import NotFoundError, RefusedError

pytestmark = pytest.mark.usefixtures("database")
ACTS: Final = 16


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


@pytest.mark.parametrize("stage", [stage for stage in WAY if stage is not Stage.CONTRACTED])
async def test_no_act_of_anybody_skips_a_stage(stage: Stage) -> None:
    """Try every act that there is from every stage: whatever it does is in the table of steps."""
    pair = await a_pair()
    before = await get_proposal(await a_proposal(pair, stage))
    for place in range(ACTS):
        with suppress(RefusedError, NotFoundError):
            await _acts(pair, before.id)[place]()
        after = await get_proposal(before.id)
        if after != before:
            await ensure_in_table(before, after)
            pair = await a_pair()
            before = await get_proposal(await a_proposal(pair, stage))


async def ensure_in_table(before: ProposalRecord, after: ProposalRecord) -> None:
    stage, proposal_id = before.rule.stage, before.id
    if after.rule.stage is not stage:
        assert can_move(stage, after.rule.stage)
        steps = await ProposalStepRow.select().where(
            ProposalStepRow.proposal_id == proposal_id,
            ProposalStepRow.from_stage == stage.value,
        )
        assert [row["to_stage"] for row in steps] == [after.rule.stage.value]
    held = await PlaceRow.count().where(PlaceRow.proposal_id == proposal_id)
    assert held == (0 if after.rule.stage in ENDS | {Stage.DRAFT} else 2)


def _acts(pair: Pair, proposal_id: UUID) -> list[Any]:
    def by(party: Party) -> Actor:
        return pair.actor_of(party)

    def with_time(act: Any, *words: Any, party: Party) -> Any:
        return lambda: act(proposal_id, *words, actor=by(party), now=NOW)

    return [
        with_time(answering.agree_to_step, party=Party.WOMAN),
        with_time(answering.agree_to_step, party=Party.MAN),
        with_time(answering.agree_as_wali, party=Party.WALI),
        with_time(answering.record_wali_yes, "سارة البلوي", party=Party.STAFF),
        with_time(proposing.approve_draft, party=Party.STAFF),
        with_time(proposing.send_proposal, party=Party.STAFF),
        with_time(contracts.begin_exam, party=Party.STAFF),
        with_time(contracts.record_contract, TODAY, party=Party.STAFF),
        with_time(answering.decline_proposal, party=Party.WOMAN),
        with_time(answering.decline_proposal, party=Party.MAN),
        with_time(answering.decline_as_wali, party=Party.WALI),
        with_time(answering.leave_photo_out, party=Party.WOMAN),
        with_time(freezing.report_concern, Concern.MONEY, "", party=Party.MAN),
        with_time(ending.close_proposal, "", party=Party.STAFF),
        lambda: ending.expire_overdue(actor=SYSTEM, now=NOW + timedelta(days=30)),
        lambda: ending.end_proposals_of(pair.man.profile_id, Stage.REVOKED, actor=SYSTEM, now=NOW),
    ]
