"""The research committee at work: meetings held, decisions released, one meeting to come."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.platform.committee import agenda, closing, decisions, meetings, release, voting
from wethaq.platform.committee.policy.release import DecisionStatus
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.demo.applicant import DAY, HOUR, Applicant
from wethaq.platform.demo.cast import CHAIR, FIRST_ALTERNATE, MANAGER, MEMBERS, OFFICER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.plans import Turn
from wethaq.platform.demo.time import Life
from wethaq.platform.intake.service import RequestRecord, RequestStatus

DAYS_AGO: Final = (80, 62, 45, 25, 8)
DAYS_AHEAD: Final = 2
PLACE: Final = "قاعة الاجتماعات، مقر الجمعية بتبوك"
REGULARS: Final = (CHAIR, *MEMBERS[:FIRST_ALTERNATE])
ALTERNATES: Final = MEMBERS[FIRST_ALTERNATE:]
REFUSED: Final = frozenset({Turn.IS_REFUSED, Turn.IS_APPEALED})
APPEAL_WON_BY_DAYS_AGO: Final = 54
LATEST_APPEALS_BEGAN: Final = 40
"""Appeals of requests begun since then wait for the meeting to come."""


class Committee:
    """Who sits, and what they know of each case."""

    def __init__(self, house: House, applicants: list[Applicant], today: datetime) -> None:
        self.house = house
        self.applicants = applicants
        self.today = today

    def _applicant(self, request_id: UUID) -> Applicant:
        return next(each for each in self.applicants if each.request_id == request_id)

    async def meet(self) -> Life:
        """Hold the past meetings one after the other, and call the next one."""
        for number, days_ago in enumerate(DAYS_AGO):
            called = self.today - (days_ago + 6) * DAY
            yield called
            sits_at = called + 6 * DAY + 3 * HOUR
            meeting_id = await meetings.call_meeting(
                sits_at, PLACE, actor=self.house.actor(OFFICER), now=called
            )
            yield sits_at
            await self._sit(meeting_id, number, sits_at)
        yield self.today - HOUR
        await self._call_next(self.today - HOUR)

    async def release_due(self) -> Life:
        """Let an officer read and release what has reached its date, every morning."""
        for days_ago in range(DAYS_AGO[0], 0, -1):
            morning = self.today - days_ago * DAY + HOUR
            yield morning
            for decision in await decisions.list_decisions(DecisionStatus.PREPARED):
                if decision.earliest_release_at is None or decision.earliest_release_at <= morning:
                    await release.release_decision(decision.id, actor=self.house.actor(MANAGER), now=morning)

    async def _call_next(self, now: datetime) -> None:
        meeting_id = await meetings.call_meeting(
            self.today + DAYS_AHEAD * DAY + timedelta(hours=4),
            PLACE,
            actor=self.house.actor(OFFICER),
            now=now,
        )
        waiting = await agenda.list_cases_without_meeting()
        appeals = [request for request in waiting if request.status is RequestStatus.APPEALED]
        others = [request for request in waiting if request.status is not RequestStatus.APPEALED]
        await self._put(meeting_id, appeals[:1] + others[:4], now)

    async def _put(self, meeting_id: UUID, requests: list[RequestRecord], now: datetime) -> list[UUID]:
        meeting = await meetings.get_meeting(meeting_id)
        officer = self.house.actor(OFFICER)
        return [
            await agenda.add_to_agenda(meeting_id, meeting.status, request.id, actor=officer, now=now)
            for request in requests
        ]

    async def _sit(self, meeting_id: UUID, number: int, now: datetime) -> None:
        waiting = [
            request for request in await agenda.list_cases_without_meeting() if self._is_ready(request)
        ]
        items = await self._put(meeting_id, waiting, now)
        chair = self.house.actor(CHAIR)
        present = [*REGULARS, *ALTERNATES]
        if number % 2:
            present.remove(REGULARS[-1])
        await meetings.open_meeting(meeting_id, actor=chair, now=now)
        seats = frozenset(self.house.seat(member) for member in present)
        await meetings.mark_attendance(meeting_id, seats, actor=chair, now=now)
        for index, (item_id, request) in enumerate(zip(items, waiting, strict=True)):
            await self._decide(
                item_id, request, has_recusal=index == 1, now=now + index * timedelta(minutes=9)
            )
        await closing.close_meeting(
            meeting_id, "شكر رئيس اللجنة الأعضاء على حسن الإعداد.", actor=chair, now=now + 3 * HOUR
        )

    def _is_ready(self, request: RequestRecord) -> bool:
        is_late_appeal = self._applicant(request.id).plan.days_ago < LATEST_APPEALS_BEGAN
        return not (request.status is RequestStatus.APPEALED and is_late_appeal)

    async def _decide(
        self, item_id: UUID, request: RequestRecord, *, has_recusal: bool, now: datetime
    ) -> None:
        plan = self._applicant(request.id).plan
        is_appeal = request.status is RequestStatus.APPEALED
        is_won = is_appeal and plan.days_ago == APPEAL_WON_BY_DAYS_AGO
        choice = Choice.REFUSE if plan.turn in REFUSED and not is_won else Choice.ACCEPT
        chair = self.house.actor(CHAIR)
        await voting.open_vote(item_id, actor=chair, now=now)
        voters = list(ALTERNATES if is_appeal else REGULARS)
        if has_recusal and not is_appeal:
            stepping_back = voters.pop(2)
            await voting.recuse(item_id, "صلة قرابة بعيدة", actor=self.house.actor(stepping_back), now=now)
        present = await meetings.present_members((await agenda.get_item(item_id)).meeting_id)
        for member in voters:
            if self.house.seat(member) in present:
                await voting.cast_vote(item_id, choice, actor=self.house.actor(member), now=now)
        await decisions.close_vote(item_id, _reasons(choice, is_appeal=is_appeal), actor=chair, now=now)


def _reasons(choice: Choice, *, is_appeal: bool) -> list[str]:
    if is_appeal:
        return ["A4"] if choice is Choice.ACCEPT else ["R7"]
    return ["A1", "A2"] if choice is Choice.ACCEPT else ["R2"]
