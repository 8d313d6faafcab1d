"""Two people, their guardian and their matchmaker, with a proposal that has come as far as a test wants."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tests.matching.builders import NOW
from tests.matching.people import AnApplicant, an_applicant
from tests.platform.accounts.builders import a_mobile, a_person, actor_for, an_account_of
from wethaq.matching import answering, meeting_keeping, proposing
from wethaq.matching.contracts import begin_exam
from wethaq.matching.ending import end_proposals_of
from wethaq.matching.hiding import use_ending_of_proposals
from wethaq.matching.meeting_keeping import MeetingPlan
from wethaq.matching.policy.agreement import Party, waits_for
from wethaq.matching.policy.meetings import MahramRelation, MeetingOutcome
from wethaq.matching.policy.stages import Stage
from wethaq.matching.proposals import ProposalRecord, get_proposal
from wethaq.matching.tables import PhotoRow, WaliRow
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.people.records import Sex

use_ending_of_proposals(end_proposals_of)


@dataclass(frozen=True, slots=True)
class Wali:
    account_id: UUID
    person_id: UUID
    actor: Actor


@dataclass(frozen=True, slots=True)
class Pair:
    """A woman, a man, her guardian, and the account of the matchmaker of both."""

    woman: AnApplicant
    man: AnApplicant
    wali: Wali
    staff: Actor

    def actor_of(self, party: Party) -> Actor:
        return {
            Party.WOMAN: self.woman.actor,
            Party.MAN: self.man.actor,
            Party.WALI: self.wali.actor,
            Party.STAFF: self.staff,
        }[party]


def a_matchmaker() -> Actor:
    return Actor(account_id=new_id(), roles=frozenset({Role.MATCHMAKER}))


async def a_wali(profile_id: UUID, *, is_linked: bool = True, now: datetime = NOW, **changes: object) -> Wali:
    """Her guardian, allowed to be contacted and with an account of his own."""
    mobile = a_mobile()
    person_id = await a_person(sex=Sex.MALE, first_name="عبدالله", mobile=mobile)
    account_id = await an_account_of(person_id, mobile)
    values: dict[str, object] = {
        "id": new_id(),
        "profile_id": profile_id,
        "name": "عبدالله سالم العطوي",
        "relation": "father",
        "mobile": mobile,
        "may_be_contacted_at": now,
        "made_at": now,
    }
    if is_linked:
        values |= {"person_id": person_id, "linked_at": now}
    await insert_sealed(WaliRow, values | changes)
    return Wali(account_id, person_id, await actor_for(account_id))


async def a_description(profile_id: UUID, *, now: datetime = NOW) -> None:
    """An approved trusted description."""
    values = {"id": new_id(), "profile_id": profile_id, "kind": "description", "made_at": now}
    await insert_sealed(PhotoRow, {**values, "description": "هادئة الملامح، بشوشة.", "approved_at": now})


async def a_pair(*, staff: Actor | None = None, has_pictures: bool = True, now: datetime = NOW) -> Pair:
    """`open_matching()` comes first."""
    staff = staff or a_matchmaker()
    woman = await an_applicant(now=now, matchmaker_id=staff.account_id)
    man = await an_applicant(Sex.MALE, now=now, matchmaker_id=staff.account_id)
    if has_pictures:
        for one in (woman, man):
            await a_description(one.profile_id, now=now)
    return Pair(woman, man, await a_wali(woman.profile_id, now=now), staff)


async def a_draft(pair: Pair, *, now: datetime = NOW, asked_first: Party = Party.WOMAN) -> UUID:
    return await proposing.make_draft(
        pair.woman.profile_id, pair.man.profile_id, asked_first=asked_first, actor=pair.staff, now=now
    )


async def a_proposal(
    pair: Pair, stage: Stage = Stage.SUMMARY, *, now: datetime = NOW, asked_first: Party = Party.WOMAN
) -> UUID:
    """Walk a proposal through the services to a stage; meetings are held on the way."""
    proposal_id = await a_draft(pair, now=now, asked_first=asked_first)
    while (found := await get_proposal(proposal_id)).rule.stage is not stage:
        await one_yes(pair, found, now=now)
    return proposal_id


async def one_yes(pair: Pair, found: ProposalRecord, *, now: datetime = NOW) -> None:
    """Let whoever is asked say yes."""
    if found.rule.stage is Stage.MEETING and found.rule.met_at is None:
        await a_held_meeting(pair, found.id, now=now)
        return
    party = waits_for(found.rule)
    if party is Party.STAFF:
        step = {
            Stage.DRAFT: proposing.approve_draft,
            Stage.APPROVED: proposing.send_proposal,
            Stage.ENGAGED: begin_exam,
        }[found.rule.stage]
        await step(found.id, actor=pair.staff, now=now)
    elif party is Party.WALI:
        await answering.agree_as_wali(found.id, actor=pair.wali.actor, now=now)
    else:
        assert party
        await answering.agree_to_step(found.id, actor=pair.actor_of(party), now=now)


def a_plan(pair: Pair, starts_at: datetime, **changes: object) -> MeetingPlan:
    assert pair.staff.account_id
    values: dict[str, object] = {
        "room": f"room {new_id().hex[:6]}",
        "starts_at": starts_at,
        "mahram_name": "فهد سالم العطوي",
        "mahram_relation": MahramRelation.BROTHER,
        "host_id": new_id(),
    }
    return MeetingPlan(**{**values, **changes})  # type: ignore[arg-type]


async def a_held_meeting(pair: Pair, proposal_id: UUID, *, now: datetime = NOW) -> None:
    """A meeting that was set two days ago for a day ago; now it is over."""
    before = now - timedelta(days=2)
    plan = a_plan(pair, now - timedelta(days=1))
    await meeting_keeping.set_meeting(proposal_id, plan, actor=pair.staff, now=before)
    await meeting_keeping.record_meeting(proposal_id, MeetingOutcome.HELD, actor=pair.staff, now=now)
