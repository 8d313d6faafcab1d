"""What somebody tells the matchmaker of a proposal or a meeting, by criterion; the other side never reads it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.traits import Vocabulary
from wethaq.matching.proposals import Seat, get_own_proposal
from wethaq.matching.tables import FeedbackRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction

MOST_CRITERIA = 6


async def give_feedback(
    proposal_id: UUID, criteria: Collection[str], words: str, *, actor: Actor, now: datetime
) -> None:
    """Tell the matchmaker what suited and what didn't, while it goes on or after it has ended."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor)
        await keep_feedback(seat, criteria, words, now=now)
        await audit.record("matching.feedback_given", proposal_id, actor=actor, now=now)


async def keep_feedback(seat: Seat, criteria: Collection[str], words: str, *, now: datetime) -> None:
    """Keep what was said, in the caller's transaction; nothing where nothing was."""
    chosen = _known(criteria, await current_vocabulary())
    if not chosen and not words:
        return
    rule = seat.proposal.rule
    values = {
        "id": new_id(),
        "proposal_id": seat.proposal.id,
        "party": seat.party.value,
        "stage": rule.stage.value,
        "criteria": ",".join(chosen),
        "words": words or None,
        "given_at": now,
    }
    await insert_sealed(FeedbackRow, values)


def _known(criteria: Collection[str], vocabulary: Vocabulary) -> list[str]:
    return [trait.code for trait in vocabulary.active if trait.code in criteria][:MOST_CRITERIA]
