"""The minutes of a meeting: a sealed letter with who was there, who stepped back and what was decided (H5)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.committee.agenda import list_items
from wethaq.platform.committee.cases import list_recusals
from wethaq.platform.committee.decisions import find_decision_of_item
from wethaq.platform.committee.errors import CommitteeRecordNotFoundError
from wethaq.platform.committee.members import members_by_id
from wethaq.platform.committee.policy.conflicts import Member
from wethaq.platform.committee.policy.meetings import ItemKind
from wethaq.platform.committee.policy.rules import quorum_needed
from wethaq.platform.committee.policy.voting import Verdict
from wethaq.platform.committee.records import AgendaItem, Decision, Meeting, Seat
from wethaq.platform.committee.rule_versions import rules_of_version
from wethaq.platform.documents.letter_kinds import Attendance, Minutes, MinutesItem
from wethaq.platform.documents.letters import Letter, issue_letter, open_letter
from wethaq.platform.errors import N_
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.localisation import gettext, use_language

CHAIR, MEMBER, ALTERNATE = N_("Chair"), N_("Member"), N_("Alternate member")
PRESENT, ABSENT = N_("Present"), N_("Absent")
DECISION_WORDS = {
    Verdict.ACCEPTED: N_("The request is accepted."),
    Verdict.REFUSED: N_("The request is refused."),
    Verdict.NONE: N_("Put off to another meeting."),
}
SUBJECTS = {ItemKind.DECISION: N_("{service}: first decision"), ItemKind.APPEAL: N_("{service}: appeal")}


async def issue_minutes(meeting: Meeting, seats: list[Seat], *, actor: Actor, now: datetime) -> Letter:
    """Write and seal the minutes in Arabic; their hash goes into the meeting's row."""
    with use_language("ar"):
        content = await _content_of(meeting, seats)
    return await issue_letter("minutes", None, None, content, actor=actor, now=now, language="ar")


async def open_minutes(meeting: Meeting, *, actor: Actor, now: datetime) -> bytes:
    """Return the sealed minutes to a member or secretary, who has been let in, and note it."""
    if meeting.minutes_letter_id is None:
        raise CommitteeRecordNotFoundError
    _, pdf = await open_letter(meeting.minutes_letter_id, actor=SYSTEM, now=now)
    await audit.record("committee.minutes_opened", meeting.id, actor=actor, now=now)
    return pdf


async def _content_of(meeting: Meeting, seats: list[Seat]) -> Minutes:
    members = await members_by_id()
    rules = await rules_of_version(meeting.rules_version)
    regular = [seat for seat in seats if not seat.member.is_alternate or seat.was_present]
    return Minutes(
        meeting_number=meeting.number,
        held_on=meeting.opened_at or meeting.planned_at,
        place=meeting.place,
        present=sum(seat.was_present for seat in regular),
        members=len(regular),
        quorum=quorum_needed(rules, len(regular)),
        attendance=[_attendance_of(seat) for seat in regular],
        items=[await _item_of(item, members) for item in await list_items(meeting.id)],
        remarks=meeting.remarks,
    )


def _attendance_of(seat: Seat) -> Attendance:
    member = seat.member
    role = CHAIR if member.is_chair else ALTERNATE if member.is_alternate else MEMBER
    return Attendance(
        name=member.name,
        role=gettext(role),
        attendance=gettext(PRESENT if seat.was_present else ABSENT),
        signs=seat.was_present,
    )


async def _item_of(item: AgendaItem, members: dict[UUID, Member]) -> MinutesItem:
    request = await intake.get_request(item.request_id)
    decision = await find_decision_of_item(item.id)
    recusals = await list_recusals(item.id)
    return MinutesItem(
        request_number=request.number or "",
        subject=gettext(SUBJECTS[item.kind], service=gettext(CATALOGUE.get(request.service).title)),
        recused=[f"{members[recusal.member_id].name} ({recusal.reason})" for recusal in recusals],
        in_favour=decision.tally.in_favour if decision else 0,
        against=decision.tally.against if decision else 0,
        abstained=decision.tally.abstained if decision else 0,
        decision=_decision_words(decision),
        reasons=_reasons_of(item, decision),
    )


def _decision_words(decision: Decision | None) -> str:
    return gettext(DECISION_WORDS[decision.verdict if decision else Verdict.NONE])


def _reasons_of(item: AgendaItem, decision: Decision | None) -> list[str]:
    if decision is None:
        return [item.put_off_because] if item.put_off_because else []
    words = [f"{reason.code} – {gettext(reason.words)}" for reason in decision.reasons]
    return [*words, decision.explanation] if decision.explanation else words
