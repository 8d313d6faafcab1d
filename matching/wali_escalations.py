"""Where her guardian's answer is stuck: for her matchmaker and counseling, and never shown as hers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.guardians import find_wali
from wethaq.matching.policy.agreement import Party, waits_for
from wethaq.matching.policy.guardians import Escalation, escalation
from wethaq.matching.policy.stages import COOL_OFF, Stage
from wethaq.matching.proposals import ProposalRecord, get_proposal
from wethaq.matching.tables import ProposalRow, WaliRow, YesRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.prepared import rows_that, rows_where
from wethaq.platform.database.sealing import update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class StuckProposal:
    """A proposal in which staff have to help, and why; it says nothing of her that she hasn't said."""

    proposal_id: UUID
    profile_id: UUID
    why: Escalation
    since: datetime


async def list_escalations(*, actor: Actor, now: datetime) -> list[StuckProposal]:
    """Return what is stuck with a guardian in the actor's portfolio, the longest first."""
    if not actor.has(Role.MATCHMAKER) or actor.account_id is None:
        return []
    clauses = (
        "WHERE woman_id IN (SELECT id FROM matching_profile WHERE matchmaker_id = {}) AND "
        "((ended_at IS NULL AND stage IN ('details', 'photo')) OR (ended_by = 'wali' AND ended_at > {}))"
    )
    rows = await rows_that(ProposalRow, clauses, actor.account_id, now - COOL_OFF, only=("id",))
    found = [await _stuck(await get_proposal(row["id"]), now=now) for row in rows]
    return sorted((each for each in found if each is not None), key=lambda each: each.since)


async def note_obstruction(profile_id: UUID, words: str, *, actor: Actor, now: datetime) -> None:
    """Write down for staff alone that a guardian holds her back without a reason; counseling is led to it.

    The desk has asked its guard for the profile. Raises NotFoundError where nobody is named.
    """
    async with transaction():
        wali = await find_wali(profile_id)
        if wali is None:
            raise NotFoundError
        await update_sealed(WaliRow, wali["id"], {"obstruction": words, "obstruction_at": now})
        await audit.record("matching.obstruction_noted", profile_id, actor=actor, now=now)


async def _stuck(found: ProposalRecord, *, now: datetime) -> StuckProposal | None:
    if found.rule.stage is Stage.DECLINED and found.ended_at is not None:
        return StuckProposal(found.id, found.woman_id, Escalation.REFUSED, found.ended_at)
    if waits_for(found.rule) is not Party.WALI:
        return None
    since = await _asked_at(found)
    wali: dict[str, Any] = await find_wali(found.woman_id) or {}
    why = escalation(
        is_named=bool(wali),
        is_allowed=wali.get("may_be_contacted_at") is not None,
        is_linked=wali.get("linked_at") is not None,
        has_obstruction=wali.get("obstruction_at") is not None,
        waited=now - since,
    )
    return StuckProposal(found.id, found.woman_id, why, since) if why else None


async def _asked_at(found: ProposalRecord) -> datetime:
    """Return since when he is asked: since the second of both said yes."""
    yeses = await rows_where(YesRow, proposal_id=found.id, stage=found.rule.stage.value)
    return max((row["said_at"] for row in yeses), default=found.rule.entered_at)
