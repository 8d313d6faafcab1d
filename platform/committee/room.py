"""What the committee's pages show: the agenda without names, and one case at a time to those who may hear it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.committee.agenda import list_cases_without_meeting, list_items
from wethaq.platform.committee.cases import Sitting, list_recusals, list_votes, load_sitting
from wethaq.platform.committee.decisions import find_decision_of_item
from wethaq.platform.committee.meetings import SECRETARIES, get_meeting, list_seats
from wethaq.platform.committee.members import find_seat
from wethaq.platform.committee.policy.conflicts import Bar, Member, bar_of
from wethaq.platform.committee.policy.meetings import OPEN_ITEM_STATUSES, ItemKind, ItemStatus
from wethaq.platform.committee.policy.voting import Quorum, Verdict, Vote, count_votes
from wethaq.platform.committee.records import AgendaItem, Decision, Meeting, Recusal, Seat
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.presentation import AnsweredSection, answered_sections
from wethaq.platform.intake.service import AppealRecord, RequestFile, RequestRecord
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person

STUDY = "committee_study"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A case on the agenda: number and service, no name and no content."""

    item: AgendaItem
    request: RequestRecord
    service: str
    bar: Bar | None
    decision: Decision | None
    votes_cast: int


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting as one of its members, or a secretary, sees it."""

    meeting: Meeting
    seat: Member | None
    is_presiding: bool
    is_secretary: bool
    seats: list[Seat]
    lines: list[AgendaLine]
    waiting: list[tuple[RequestRecord, str]]

    @property
    def is_watched(self) -> bool:
        """Whether the reader presides while a vote is open, and so waits for the others."""
        return self.is_presiding and any(line.item.status is ItemStatus.VOTING for line in self.lines)


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case before the meeting. `file` is None for whoever may not read it."""

    sitting: Sitting
    seat: Member
    bar: Bar | None
    is_presiding: bool
    service: str
    file: RequestFile | None
    applicant: Person | None
    sections: list[AnsweredSection]
    appeal: AppealRecord | None
    own_vote: Vote | None
    votes_cast: int
    verdict_so_far: Verdict
    recusals: list[tuple[Member, Recusal]]
    decision: Decision | None

    @property
    def quorum(self) -> Quorum:
        return self.sitting.quorum


async def open_room(meeting_id: UUID, *, actor: Actor) -> Room:
    """Return a meeting with its agenda; the reader is a member or a secretary."""
    meeting = await get_meeting(meeting_id)
    seat = await find_seat(actor)
    is_secretary = actor.has(*SECRETARIES)
    return Room(
        meeting=meeting,
        seat=seat,
        is_presiding=seat is not None and seat.id == meeting.presiding_member_id,
        is_secretary=is_secretary,
        seats=await list_seats(meeting_id),
        lines=[await _line(item, seat) for item in await list_items(meeting_id)],
        waiting=[(case, _title(case)) for case in await list_cases_without_meeting()] if is_secretary else [],
    )


async def open_case(item_id: UUID, seat: Member, *, actor: Actor, now: datetime) -> CaseView:
    """Return one case to a member; its content only while it is on the agenda and the member has no part in it.

    Each reading of the content is noted with its purpose, for the applicant to see.
    """
    sitting = await load_sitting(item_id)
    bar = bar_of(seat, sitting.case)
    file = await _read_file(sitting, bar, actor=actor, now=now)
    votes = await list_votes(item_id)
    by_id = {member.id: member for member in sitting.members}
    recusals = [
        (by_id[each.member_id], each) for each in await list_recusals(item_id) if each.member_id in by_id
    ]
    return CaseView(
        sitting=sitting,
        seat=seat,
        bar=bar,
        is_presiding=seat.id == sitting.meeting.presiding_member_id,
        service=_title(sitting.request),
        file=file,
        applicant=await people.get_person(sitting.request.person_id) if file else None,
        sections=answered_sections(file.policy, file.answers) if file else [],
        appeal=await _appeal_of(sitting) if file else None,
        own_vote=next((vote for vote in votes if vote.member_id == seat.id), None),
        votes_cast=len(votes),
        verdict_so_far=_verdict(sitting, votes),
        recusals=recusals,
        decision=await find_decision_of_item(item_id),
    )


async def _read_file(sitting: Sitting, bar: Bar | None, *, actor: Actor, now: datetime) -> RequestFile | None:
    if bar is not None or sitting.item.status not in OPEN_ITEM_STATUSES:
        return None
    return await intake.open_request_file(sitting.request.id, actor=actor, now=now, purpose=STUDY)


async def _appeal_of(sitting: Sitting) -> AppealRecord | None:
    if sitting.item.kind is not ItemKind.APPEAL:
        return None
    return await intake.find_appeal(sitting.request.id)


def _verdict(sitting: Sitting, votes: list[Vote]) -> Verdict:
    """Return what the count would say now; shown to whoever presides, to choose fitting reasons."""
    return count_votes(
        votes,
        presiding=sitting.meeting.presiding_member_id,
        has_casting_vote=sitting.rules.has_casting_vote,
    ).verdict


async def _line(item: AgendaItem, seat: Member | None) -> AgendaLine:
    sitting = await load_sitting(item.id)
    return AgendaLine(
        item=item,
        request=sitting.request,
        service=_title(sitting.request),
        bar=bar_of(seat, sitting.case) if seat else None,
        decision=await find_decision_of_item(item.id),
        votes_cast=len(await list_votes(item.id)),
    )


def _title(request: RequestRecord) -> str:
    """Return the service's name as a msgid."""
    return intake.CATALOGUE.get(request.service).title
