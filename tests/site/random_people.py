"""People who do something to a request at random, rightly or wrongly, through the service functions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tests.platform.committee.builders import Committee, a_committee, a_meeting
from tests.platform.intake import builders as intake
from tests.platform.people.builders import unlike_others
from wethaq.platform.actors import Actor, Role
from wethaq.platform.committee import agenda, closing, decisions, meetings, release, voting
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.committee.tables import AgendaItemRow, DecisionRow
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake import appealing, conversing, deciding, referring, serving, submission, verifying
from wethaq.platform.intake.answering import correct_answer, save_answer
from wethaq.platform.intake.loading import get_request

Step = Callable[["Life", Actor, int], Awaitable[object]]


@dataclass
class Town:
    """Everybody who may have a part in a request."""

    committee: Committee
    officers: tuple[Actor, Actor]
    researcher: Actor
    manager: Actor
    stranger: Actor

    @property
    def everybody(self) -> list[Actor]:
        staff = [*self.officers, self.researcher, self.manager, intake.staff(Role.VOLUNTEER)]
        return [*staff, self.stranger, *self.committee.actors, intake.staff(Role.ADMINISTRATOR)]


async def a_town() -> Town:
    committee = await a_committee(5, alternates=5)
    officers = intake.an_officer(), intake.an_officer()
    researcher, manager = intake.staff(Role.SOCIAL_RESEARCH_OFFICER), intake.staff(Role.MANAGER)
    return Town(committee, officers, researcher, manager, await intake.an_applicant())


@dataclass
class Life:
    """One request, the clock, and what its people have to hand."""

    town: Town
    applicant: Actor
    request_id: UUID
    now: datetime
    log: list[str] = field(default_factory=list)

    async def item(self) -> UUID:
        return await _newest(AgendaItemRow, AgendaItemRow.added_at, self.request_id)

    async def decision(self) -> UUID:
        return await _newest(DecisionRow, DecisionRow.decided_at, self.request_id)

    async def meeting(self) -> UUID:
        return (await agenda.get_item(await self.item())).meeting_id


async def _newest(table: type[AgendaItemRow] | type[DecisionRow], column: object, request_id: UUID) -> UUID:
    row = (
        await table.select(table.id)
        .where(table.request_id == request_id)
        .order_by(column, ascending=False)
        .first()
    )
    if row is None:
        raise NotFoundError
    found: UUID = row["id"]
    return found


async def _sign(life: Life, who: Actor, number: int) -> None:
    await intake.sign(life.request_id, who, now=life.now)


async def _answer(life: Life, who: Actor, number: int) -> None:
    await save_answer(life.request_id, "household_size", [str(number + 1)], actor=who, now=life.now)


async def _correct(life: Life, who: Actor, number: int) -> None:
    typed = [str(number + 1)]
    await correct_answer(life.request_id, "household_size", typed, reason="هاتف", actor=who, now=life.now)


async def _match(life: Life, who: Actor, number: int) -> None:
    await intake.settle(life.request_id, who, now=life.now)


async def _answer_referral(life: Life, who: Actor, number: int) -> None:
    for referral in await referring.list_referrals(life.request_id):
        if referral.answered_at is None or number % 5 == 0:
            await referring.answer_referral(referral.id, "نعم", actor=who, now=life.now)


async def _put_on_agenda(life: Life, who: Actor, number: int) -> None:
    """Call a meeting with the case, and sit: the regular members, or the alternates for an appeal."""
    meeting_id = await a_meeting(life.town.committee, now=life.now)
    try:
        meeting = await meetings.get_meeting(meeting_id)
        await agenda.add_to_agenda(meeting_id, meeting.status, life.request_id, actor=who, now=life.now)
        await meetings.open_meeting(meeting_id, actor=life.town.committee.chair, now=life.now)
        here = frozenset(member.id for member in life.town.committee.members[: 2 + number % 9])
        await meetings.mark_attendance(meeting_id, here, actor=life.town.committee.chair, now=life.now)
    except Exception:
        await meetings.cancel_meeting(meeting_id, actor=life.town.committee.chair, now=life.now)
        raise


async def _open_vote(life: Life, who: Actor, number: int) -> None:
    await voting.open_vote(await life.item(), actor=who, now=life.now)


async def _vote(life: Life, who: Actor, number: int) -> None:
    choice = list(Choice)[number % 3]
    await voting.cast_vote(await life.item(), choice, actor=who, now=life.now)


async def _vote_together(life: Life, who: Actor, number: int) -> None:
    """Have one after another vote, until somebody may not."""
    choice = (Choice.ACCEPT, Choice.REFUSE)[number % 2]
    item_id = await life.item()
    members = life.town.committee.actors[5:] if number > 10 else life.town.committee.actors
    for member in members:
        await voting.cast_vote(item_id, choice, actor=member, now=life.now)


async def _recuse(life: Life, who: Actor, number: int) -> None:
    await voting.recuse(await life.item(), "قريب", actor=who, now=life.now)


async def _count(life: Life, who: Actor, number: int) -> None:
    reasons = (["A1"], ["R1", "R2"], [])[number % 3]
    await decisions.close_vote(await life.item(), reasons, "إيضاح", actor=who, now=life.now)


async def _put_off(life: Life, who: Actor, number: int) -> None:
    await voting.put_off(await life.item(), "", actor=who, now=life.now)


async def _close_meeting(life: Life, who: Actor, number: int) -> None:
    await closing.close_meeting(await life.meeting(), actor=who, now=life.now)


async def _release(life: Life, who: Actor, number: int) -> None:
    await release.release_decision(await life.decision(), actor=who, now=life.now)


async def _ask_urgency(life: Life, who: Actor, number: int) -> None:
    reason = ("خطر على الأسرة", " ")[number % 5 == 0]
    await release.ask_urgent_release(await life.decision(), reason, actor=who, now=life.now)


async def _approve_urgency(life: Life, who: Actor, number: int) -> None:
    await release.approve_urgent_release(await life.decision(), actor=who, now=life.now)


async def _return_from_committee(life: Life, who: Actor, number: int) -> None:
    await deciding.return_from_committee(life.request_id, "من يعول؟", actor=who, now=life.now)


async def _wait(life: Life, who: Actor, number: int) -> None:
    life.now += timedelta(days=number, seconds=1)


def _desk(step: Callable[..., Awaitable[object]], *words: str) -> Step:
    async def do(life: Life, who: Actor, number: int) -> None:
        await step(life.request_id, *words, actor=who, now=life.now)

    return do


STEPS: dict[str, tuple[str, Step]] = {
    "wait": ("officer", _wait),
    "answer": ("applicant", _answer),
    "correct": ("officer", _correct),
    "sign": ("applicant", _sign),
    "take up": ("officer", _desk(verifying.take_up)),
    "match": ("officer", _match),
    "return": ("officer", _desk(verifying.return_request, "أكملي")),
    "take back": ("officer", _desk(submission.take_back)),
    "refer": ("officer", _desk(referring.refer_request, "هل؟")),
    "answer referral": ("researcher", _answer_referral),
    "declare": ("officer", _desk(verifying.complete_verification)),
    "reopen": ("officer", _desk(verifying.reopen_verification, "سهو")),
    "forward": ("officer", _desk(verifying.forward_to_committee)),
    "agenda": ("officer", _put_on_agenda),
    "open vote": ("chair", _open_vote),
    "vote": ("chair", _vote),
    "vote together": ("chair", _vote_together),
    "recuse": ("chair", _recuse),
    "count": ("chair", _count),
    "put off": ("chair", _put_off),
    "close meeting": ("chair", _close_meeting),
    "release": ("officer", _release),
    "ask urgency": ("officer", _ask_urgency),
    "approve urgency": ("manager", _approve_urgency),
    "return from committee": ("chair", _return_from_committee),
    "appeal": ("applicant", _desk(appealing.lodge_appeal, "لم يُنظر في كل ما قدمت")),
    "register": ("officer", _desk(serving.register_applicant)),
    "begin service": ("officer", _desk(serving.start_service)),
    "deliver": ("officer", _desk(serving.record_delivery, "سلة غذائية")),
    "close": ("officer", _desk(serving.close_request)),
    "ask": ("applicant", _desk(conversing.ask_officer, "متى؟")),
    "reply": ("officer", _desk(conversing.answer_applicant, "قريبًا")),
    "withdraw": ("applicant", _desk(appealing.withdraw_request)),
}
"""Whose part each step is, and the step."""

TO_THE_COMMITTEE = [(name, 6) for name in ("sign", "take up", "match", "declare", "forward")]
REFUSED = [("agenda", 3), ("open vote", 0), ("vote together", 7), ("count", 7), ("wait", 14), ("release", 0)]
HEARD_BY_OTHERS = [("agenda", 8), ("open vote", 0), ("vote together", 12), ("count", 6), ("release", 0)]
SERVED = [("wait", 14), *((name, 6) for name in ("release", "register", "begin service", "deliver", "close"))]
DECIDED = [(name, 6) for name in ("agenda", "open vote", "vote together", "count")]
ROADS = (
    [*TO_THE_COMMITTEE, *DECIDED, *SERVED],
    [*TO_THE_COMMITTEE, *REFUSED, ("appeal", 0), *HEARD_BY_OTHERS],
)
"""The steps that lead from a draft to the service, and to an appeal that is heard."""
ROAD = sorted({name for road in ROADS for name, _ in road})


async def try_step(life: Life, name: str, number: int, *, is_by_somebody: bool) -> None:
    """Let the right person take a step, or somebody else; raises what the step raises."""
    part, step = STEPS[name]
    town = life.town
    right = {
        "applicant": life.applicant,
        "officer": town.officers[number % 2],
        "researcher": town.researcher,
        "manager": town.manager,
        "chair": town.committee.chair,
    }[part]
    everybody = town.everybody
    await step(life, everybody[number % len(everybody)] if is_by_somebody else right, number)


async def begin(town: Town, now: datetime) -> Life:
    """Let another family fill in a form."""
    applicant = await intake.an_applicant(**unlike_others())
    draft = await intake.a_filled_draft(applicant, now=now)
    return Life(town, applicant, (await get_request(draft.id)).id, now)
