"""A committee that sits: members with accounts, a meeting, and requests on its agenda."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tests.fixtures import NOW
from tests.platform.accounts.builders import a_member_of_staff, actor_for
from tests.platform.intake.builders import a_forwarded_request, an_applicant, an_officer, open_intake
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.committee import decisions, meetings, voting
from wethaq.platform.committee.agenda import add_to_agenda
from wethaq.platform.committee.members import appoint_member, list_members
from wethaq.platform.committee.policy.conflicts import Member
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.intake.records import RequestRecord

NAMES = (
    "عائشة الجهني",
    "سعود البلوي",
    "ريم العنزي",
    "تركي الحويطي",
    "هدى المسعودي",
    "ماجد الفايدي",
    "أمل العمراني",
)


@dataclass(frozen=True)
class Committee:
    """The members and the actors that they are when signed in; the chair comes first."""

    members: list[Member]
    actors: list[Actor]

    @property
    def chair(self) -> Actor:
        return self.actors[0]


async def a_committee(size: int = 5, *, alternates: int = 0) -> Committee:
    await open_intake()
    for number in range(size + alternates):
        role = Role.COMMITTEE_CHAIR if number == 0 else Role.COMMITTEE_MEMBER
        account_id = await a_member_of_staff(role, name=NAMES[number % len(NAMES)])
        await appoint_member(
            account_id, is_chair=number == 0, is_alternate=number >= size, actor=SYSTEM, now=NOW
        )
    members = await list_members()
    return Committee(members, [await actor_for(member.account_id) for member in members])


async def a_case(*, now: datetime = NOW, officer: Actor | None = None) -> RequestRecord:
    """Return a support request that awaits the committee."""
    return await a_forwarded_request(await an_applicant(), officer or an_officer(), now=now)


async def a_meeting(committee: Committee, *, now: datetime = NOW) -> UUID:
    return await meetings.call_meeting(
        now + timedelta(days=1), "قاعة الاجتماعات", actor=committee.chair, now=now
    )


async def an_item(meeting_id: UUID, request_id: UUID, *, now: datetime = NOW) -> UUID:
    meeting = await meetings.get_meeting(meeting_id)
    return await add_to_agenda(meeting_id, meeting.status, request_id, actor=an_officer(), now=now)


async def a_sitting(
    committee: Committee, *, present: int | None = None, now: datetime = NOW
) -> tuple[UUID, UUID, RequestRecord]:
    """Open a meeting with one case, so many members in the room; return meeting, item, request."""
    request = await a_case(now=now)
    meeting_id = await a_meeting(committee, now=now)
    item_id = await an_item(meeting_id, request.id, now=now)
    await sit(committee, meeting_id, present=present, now=now)
    return meeting_id, item_id, request


async def sit(
    committee: Committee, meeting_id: UUID, *, present: int | None = None, now: datetime = NOW
) -> None:
    await meetings.open_meeting(meeting_id, actor=committee.chair, now=now)
    here = frozenset(member.id for member in committee.members[:present])
    await meetings.mark_attendance(meeting_id, here, actor=committee.chair, now=now)


async def decide(
    committee: Committee,
    item_id: UUID,
    choice: Choice,
    *,
    voters: list[Actor] | None = None,
    now: datetime = NOW,
) -> UUID:
    """Have everybody vote alike, count, and return the prepared decision."""
    await voting.open_vote(item_id, actor=committee.chair, now=now)
    for actor in voters or committee.actors:
        await voting.cast_vote(item_id, choice, actor=actor, now=now)
    reasons = ["A1"] if choice is Choice.ACCEPT else ["R1", "R2"]
    count = await decisions.close_vote(item_id, reasons, "إيضاح", actor=committee.chair, now=now)
    assert count.decision_id is not None
    return count.decision_id
