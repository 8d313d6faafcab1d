"""Writing a planned round down: its drafts as proposals, who was in it, and what may be told of it."""

import json
from collections import Counter
from datetime import datetime
from uuid import UUID

from wethaq.matching.applicants import load_applicants
from wethaq.matching.engine.certificate import Certificate
from wethaq.matching.engine.round_plan import RoundPlan
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.eligibility import is_eligible
from wethaq.matching.policy.round_report import KeeperLine, RoundReport, report_side
from wethaq.matching.policy.stages import Stage
from wethaq.matching.round_inputs import RoundInputs
from wethaq.matching.tables import ProposalRow, ProposalStepRow, RoundPersonRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import Row, insert_rows
from wethaq.platform.database.sealing import insert_sealed

BATCH = 100


def report_of(plan: RoundPlan, inputs: RoundInputs) -> RoundReport:
    """Return what may be told of a plan."""
    sexes = Counter(one.sex for one in inputs.people)
    women = Counter(inputs.keepers.get(draft.woman) for draft in plan.drafts)
    men = Counter(inputs.keepers.get(draft.man) for draft in plan.drafts)
    return RoundReport(
        drafts=len(plan.drafts),
        eligible_pairs=plan.eligible_pairs,
        sides={sex: report_side(exposure, sexes[sex]) for sex, exposure in plan.exposure.items()},
        keepers=tuple(
            KeeperLine(UUID(keeper), room, women[keeper], men[keeper])
            for keeper, room in inputs.keeper_room.items()
        ),
    )


def certificate_text(certificate: Certificate) -> str:
    """Write the proof's two sums as they are kept; the prices can be found again from the round."""
    kept = {"cost": certificate.cost, "bound": certificate.bound, "is_proven": certificate.is_proven}
    return json.dumps(kept)


async def store_people(round_id: UUID, plan: RoundPlan, inputs: RoundInputs) -> None:
    """Keep who was in the round, so that whoever had no draft comes first in the next one."""
    drafts = Counter(each for draft in plan.drafts for each in (draft.man, draft.woman))
    unseen = {person: why for exposure in plan.exposure.values() for person, why in exposure.unseen.items()}
    rows = [
        {
            "id": new_id(),
            "round_id": round_id,
            "profile_id": one.id,
            "drafts": drafts[one.id],
            "unseen": unseen[one.id].value if one.id in unseen else None,
            "waited": inputs.waited.get(one.id, 0),
        }
        for one in inputs.people
    ]
    for first in range(0, len(rows), BATCH):
        await insert_rows(RoundPersonRow, rows[first : first + BATCH])


async def store_drafts(round_id: UUID, plan: RoundPlan, inputs: RoundInputs, *, now: datetime) -> int:
    """Store the drafts as proposals, and return how many.

    While the plan was made somebody may have married, paused or blocked somebody: every pair is asked
    about again, in this transaction.
    """
    ids = {each for draft in plan.drafts for each in (draft.man, draft.woman)}
    people = {one.id: one for one in await load_applicants(ids, now=now)}
    steps: list[Row] = []
    for draft in plan.drafts:
        woman, man = people.get(draft.woman), people.get(draft.man)
        if woman is None or man is None or not is_eligible(woman, man, inputs.on, inputs.vocabulary):
            continue
        proposal_id = new_id()
        await insert_sealed(
            ProposalRow, _proposal(proposal_id, round_id, draft.woman, draft.man, inputs, now)
        )
        steps.append(
            {
                "id": new_id(),
                "proposal_id": proposal_id,
                "from_stage": None,
                "to_stage": Stage.DRAFT.value,
                "made_at": now,
                "made_by": None,
            }
        )
    for first in range(0, len(steps), BATCH):
        await insert_rows(ProposalStepRow, steps[first : first + BATCH])
    return len(steps)


def _proposal(
    proposal_id: UUID, round_id: UUID, woman_id: UUID, man_id: UUID, inputs: RoundInputs, now: datetime
) -> Row:
    """Return a draft's row: it is her matchmaker's to decide, else his."""
    keeper = inputs.keepers.get(woman_id) or inputs.keepers.get(man_id)
    return {
        "id": proposal_id,
        "woman_id": woman_id,
        "man_id": man_id,
        "stage": Stage.DRAFT.value,
        "entered_at": now,
        "asked_first": Party.WOMAN.value,
        "round_id": round_id,
        "matchmaker_id": UUID(keeper) if keeper else None,
        "made_at": now,
    }
