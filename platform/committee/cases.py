"""The facts of a case on which conflicts of interest and the quorum depend."""

from dataclasses import dataclass
from uuid import UUID

from wethaq.platform.committee.agenda import get_item
from wethaq.platform.committee.meetings import get_meeting, present_members
from wethaq.platform.committee.members import list_members, relatives_of
from wethaq.platform.committee.policy.conflicts import Case, Member
from wethaq.platform.committee.policy.meetings import ItemKind
from wethaq.platform.committee.policy.rules import CommitteeRules
from wethaq.platform.committee.policy.voting import Choice, Quorum, Vote, quorum_of
from wethaq.platform.committee.records import AgendaItem, Meeting, Recusal
from wethaq.platform.committee.rule_versions import current_rules, rules_of_version
from wethaq.platform.committee.tables import AgendaItemRow, RecusalRow, VoteRow
from wethaq.platform.database.sealing import open_row
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.checklist import list_items as list_checklist
from wethaq.platform.intake.service import RequestRecord


@dataclass(frozen=True, slots=True)
class Sitting:
    """A case before a meeting: who hears it, who is in the room, and under which rules."""

    meeting: Meeting
    item: AgendaItem
    request: RequestRecord
    case: Case
    members: list[Member]
    present: frozenset[UUID]
    rules: CommitteeRules

    @property
    def quorum(self) -> Quorum:
        return quorum_of(self.rules, self.members, self.present, self.case)


async def load_sitting(item_id: UUID) -> Sitting:
    """Gather what the rules ask of one case; nothing of its content."""
    item = await get_item(item_id)
    meeting = await get_meeting(item.meeting_id)
    request = await intake.get_request(item.request_id)
    rules = (
        (await current_rules()).rules
        if meeting.opened_at is None
        else await rules_of_version(meeting.rules_version)
    )
    return Sitting(
        meeting=meeting,
        item=item,
        request=request,
        case=await _case_of(item, request),
        members=await list_members(),
        present=await present_members(meeting.id),
        rules=rules,
    )


async def list_votes(item_id: UUID) -> list[Vote]:
    """Return the votes of a case in the order in which they were cast."""
    rows = await VoteRow.select().where(VoteRow.item_id == item_id).order_by(VoteRow.cast_at)
    return [Vote(row["member_id"], Choice(row["choice"])) for row in rows]


async def list_recusals(item_id: UUID) -> list[Recusal]:
    """Return who stepped back from a case, and why."""
    rows = await RecusalRow.select().where(RecusalRow.item_id == item_id).order_by(RecusalRow.recused_at)
    opened = [open_row(RecusalRow, row) for row in rows]
    return [Recusal(row["member_id"], row["reason"], row["recused_at"]) for row in opened]


async def _case_of(item: AgendaItem, request: RequestRecord) -> Case:
    parties = frozenset(party for party in (request.person_id, request.guardian_id) if party is not None)
    is_appeal = item.kind is ItemKind.APPEAL
    return Case(
        is_appeal=is_appeal,
        party_ids=parties,
        entered_by=request.entered_by,
        worked_on_by=await _workers_on(request),
        relatives=await relatives_of(parties),
        voted_before=await _voters_on_first(item.request_id) if is_appeal else frozenset(),
        recused=frozenset(recusal.member_id for recusal in await list_recusals(item.id)),
    )


async def _workers_on(request: RequestRecord) -> frozenset[UUID]:
    """Return the accounts that looked after the request or matched one of its items (H2)."""
    matchers = {entry.changed_by for entry in await list_checklist(request)}
    return frozenset(worker for worker in matchers | {request.officer_id} if worker is not None)


async def _voters_on_first(request_id: UUID) -> frozenset[UUID]:
    items = await AgendaItemRow.select(AgendaItemRow.id).where(
        AgendaItemRow.request_id == request_id, AgendaItemRow.kind == ItemKind.DECISION.value
    )
    if not items:
        return frozenset()
    rows = await VoteRow.select(VoteRow.member_id).where(VoteRow.item_id.is_in([row["id"] for row in items]))
    return frozenset(row["member_id"] for row in rows)
