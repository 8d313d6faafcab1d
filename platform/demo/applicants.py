"""The life of one request, from the first question to the survey."""

from datetime import date, datetime, timedelta
from uuid import UUID

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.cast import CALL_CENTRE, OFFICER, RESEARCHER, SECOND_OFFICER, person
from wethaq.platform.demo.house import House, welcome
from wethaq.platform.demo.plans import OWN_WITH_LOGIN, Plan, Turn
from wethaq.platform.demo.stories import (
    APPEAL_GROUNDS,
    DELIVERIES,
    QUESTIONS,
    REFERRAL_ANSWER,
    REFERRAL_QUESTION,
    RETURN_REASONS,
    answers_of,
)
from wethaq.platform.demo.time import Life
from wethaq.platform.intake import (
    answering,
    appealing,
    checklist,
    conversing,
    evidence,
    referring,
    serving,
    starting,
    submission,
    taking_in,
    verifying,
)
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.openings import STUDY
from wethaq.platform.intake.policy.checklist import Evidence, ItemState
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.reading import open_request_file
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import current_hash

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SERVICE = "support"
PROCESSING = "intake.support.processing"
STAFF_CHANNELS = frozenset({Channel.PHONE, Channel.IN_PERSON, Channel.LETTER})


class Applicant:
    """One request and everybody who has to do with it."""

    def __init__(self, plan: Plan, house: House, began: datetime) -> None:
        self.plan = plan
        self.now = began + timedelta(minutes=plan.person * 7 % 240)
        officer = OFFICER if plan.person % 3 else SECOND_OFFICER
        self.officer = house.actor(officer)
        self.researcher = house.actor(RESEARCHER)
        self.taker = house.actor(CALL_CENTRE, plan.channel)
        self.owner = Actor()
        self.request_id = UUID(int=0)

    def later(self, length: timedelta) -> datetime:
        self.now += length
        return self.now

    async def status(self) -> RequestStatus:
        return (await get_request(self.request_id)).status

    async def life(self) -> Life:
        """Apply, be studied, be answered, be served; each yield is a moment at which something happens."""
        yield self.now
        await self._apply()
        if self.plan.turn is Turn.STAYS_DRAFT:
            return
        yield self.later(HOUR)
        await self._hand_in()
        if self.plan.turn is Turn.STAYS_SUBMITTED:
            return
        yield self.later(DAY)
        await self._be_taken_up()
        async for moment in self._be_verified():
            yield moment
        async for moment in self._await_decision():
            yield moment
        async for moment in self._be_served():
            yield moment

    async def _apply(self) -> None:
        plan = self.plan
        is_own = plan.channel not in STAFF_CHANNELS
        person_id, self.owner = await welcome(
            plan.person, has_account=is_own or plan.person in OWN_WITH_LOGIN, now=self.now
        )
        if is_own:
            await starting.acknowledge_responsibilities(person_id, actor=self.owner, now=self.now)
            text = await consent.current_text(PROCESSING)
            await consent.grant(person_id, PROCESSING, text_id=text.id, actor=self.owner, now=self.now)
            request = await starting.start_request(SERVICE, actor=self.owner, now=self.now)
        else:
            request = await self._be_taken_in(person_id)
        self.request_id = request.id
        await self._answer(is_own)

    async def _be_taken_in(self, person_id: UUID) -> RequestRecord:
        by_phone = self.plan.channel is Channel.PHONE
        return await taking_in.take_request_in(
            SERVICE,
            person_id,
            channel=self.plan.channel,
            method=consent.GrantMethod.PHONE if by_phone else consent.GrantMethod.PAPER,
            witness="ريان الشهري" if by_phone else None,
            actor=self.taker,
            now=self.now,
        )

    async def _answer(self, is_own: bool) -> None:
        answers = answers_of(self.plan.person)
        if not is_own:
            await taking_in.fill_in(self.request_id, answers, actor=self.taker, now=self.now)
            return
        given = list(answers.items())
        if self.plan.turn is Turn.STAYS_DRAFT:
            given = given[: 2 + self.plan.person % 4]
        for key, typed in given:
            await answering.save_answer(self.request_id, key, typed, actor=self.owner, now=self.now)

    async def _hand_in(self) -> None:
        request = await get_request(self.request_id)
        is_own = self.plan.channel not in STAFF_CHANNELS
        for record in await checklist.list_items(request):
            if record.item.evidence is Evidence.UPLOAD and record.standing.state is ItemState.REQUIRED:
                actor = self.owner if is_own else self.taker
                await evidence.promise_item(
                    self.request_id, record.item.code, is_promised=True, actor=actor, now=self.now
                )
        if is_own:
            await submission.sign_and_submit(
                self.request_id,
                signed_name=person(self.plan.person).full_name,
                seen_hash=await current_hash(await get_request(self.request_id)),
                actor=self.owner,
                now=self.now,
            )
            return
        await submission.submit_on_behalf(self.request_id, actor=self.taker, now=self.now)

    async def _declare_on_behalf(self) -> None:
        """Have the answers read back, or the printed form signed, as the channel allows (H4)."""
        by_phone = self.plan.channel is Channel.PHONE
        await submission.record_declaration(
            self.request_id,
            method=SignatureMethod.PHONE if by_phone else SignatureMethod.PAPER,
            signed_name=person(self.plan.person).full_name,
            witness_id=self.taker.account_id,
            document_id=None,
            actor=self.officer,
            now=self.now,
        )

    async def _be_taken_up(self) -> None:
        await verifying.take_up(self.request_id, actor=self.officer, now=self.now)
        await open_request_file(self.request_id, actor=self.officer, now=self.now, purpose=STUDY)
        question, answer = QUESTIONS[self.plan.person % len(QUESTIONS)]
        if self.plan.person % 4 == 0 and self.owner.account_id is not None:
            await conversing.ask_officer(self.request_id, question, actor=self.owner, now=self.now)
            if self.plan.turn is not Turn.STAYS_TAKEN_UP:
                await conversing.answer_applicant(
                    self.request_id, answer, actor=self.officer, now=self.later(3 * HOUR)
                )

    async def _be_verified(self) -> Life:
        turn = self.plan.turn
        if turn is Turn.STAYS_TAKEN_UP:
            return
        if turn in {Turn.STAYS_RETURNED, Turn.TAKES_DETOURS}:
            async for moment in self._be_returned():
                yield moment
        if turn in {Turn.STAYS_REFERRED, Turn.TAKES_DETOURS}:
            async for moment in self._be_referred():
                yield moment
        if turn in {Turn.STAYS_RETURNED, Turn.STAYS_REFERRED}:
            return
        yield self.later(DAY)
        await self._match()
        if self.plan.channel in STAFF_CHANNELS:
            await self._declare_on_behalf()
        await verifying.complete_verification(self.request_id, actor=self.officer, now=self.now)
        if turn is not Turn.STAYS_DECLARED:
            yield self.later(5 * HOUR)
            await self._be_forwarded()

    async def _be_returned(self) -> Life:
        yield self.later(5 * HOUR)
        await verifying.return_request(self.request_id, RETURN_REASONS, actor=self.officer, now=self.now)
        if self.plan.turn is Turn.TAKES_DETOURS:
            yield self.later(DAY)
            await submission.take_back(self.request_id, actor=self.officer, now=self.now)

    async def _be_referred(self) -> Life:
        yield self.later(HOUR)
        await referring.refer_request(self.request_id, REFERRAL_QUESTION, actor=self.officer, now=self.now)
        if self.plan.turn is Turn.TAKES_DETOURS:
            yield self.later(DAY)
            [referral] = await referring.list_referrals(self.request_id)
            await referring.answer_referral(referral.id, REFERRAL_ANSWER, actor=self.researcher, now=self.now)

    async def _be_forwarded(self) -> None:
        if self.plan.turn is Turn.IS_WITHDRAWN:
            await appealing.withdraw_on_behalf(
                self.request_id, "انتقلت الأسرة إلى منطقة أخرى", actor=self.officer, now=self.now
            )
        else:
            await verifying.forward_to_committee(self.request_id, actor=self.officer, now=self.now)

    async def _match(self) -> None:
        """Tick what was shown, and waive the copies of what was seen at the desk (H2)."""
        request = await get_request(self.request_id)
        for record in await checklist.list_items(request):
            item = record.item
            if record.standing.state is ItemState.NOT_NEEDED:
                continue
            if item.evidence is Evidence.UPLOAD and not record.documents:
                await verifying.except_item(
                    self.request_id,
                    item.code,
                    ItemState.WAIVED,
                    "عُرض الأصل في المكتب",
                    actor=self.officer,
                    now=self.now,
                )
            else:
                expires_on = date(self.now.year + 3, 6, 1) if item.has_expiry else None
                await verifying.match_item(
                    self.request_id, item.code, expires_on=expires_on, actor=self.officer, now=self.now
                )

    async def _await_decision(self) -> Life:
        while await self.status() is RequestStatus.IN_COMMITTEE:
            yield self.later(DAY)
        if self.plan.turn is Turn.IS_APPEALED and await self.status() is RequestStatus.REFUSED:
            yield self.later(2 * DAY)
            owner = self.owner
            if owner.account_id is not None:
                await appealing.lodge_appeal(self.request_id, APPEAL_GROUNDS, actor=owner, now=self.now)
            while await self.status() in {RequestStatus.APPEALED, RequestStatus.IN_APPEAL}:
                yield self.later(DAY)

    async def _be_served(self) -> Life:
        if await self.status() is not RequestStatus.ACCEPTED or self.plan.turn is Turn.STAYS_ACCEPTED:
            return
        request_id, officer = self.request_id, self.officer
        yield self.later(2 * DAY)
        await serving.register_applicant(request_id, actor=officer, now=self.now)
        if self.plan.turn is Turn.STAYS_REGISTERED:
            return
        yield self.later(2 * DAY)
        await serving.start_service(request_id, actor=officer, now=self.now)
        if self.plan.turn is Turn.STAYS_IN_SERVICE:
            return
        yield self.later(6 * DAY)
        what = DELIVERIES[self.plan.person % len(DELIVERIES)]
        await serving.record_delivery(request_id, what, actor=officer, now=self.now)
        if self.plan.turn is Turn.STAYS_DELIVERED:
            return
        yield self.later(3 * DAY)
        await serving.close_request(request_id, actor=officer, now=self.now)
