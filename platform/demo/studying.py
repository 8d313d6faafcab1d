"""How the officers study a request: questions, detours, the checklist, and on to the committee."""

from collections.abc import Callable
from datetime import date
from typing import Final

from wethaq.platform.actors import Channel
from wethaq.platform.demo.applicant import DAY, HOUR, Applicant
from wethaq.platform.demo.cast import person
from wethaq.platform.demo.plans import Turn
from wethaq.platform.demo.stories import QUESTIONS, REFERRAL_ANSWER, REFERRAL_QUESTION, RETURN_REASONS
from wethaq.platform.demo.time import Life
from wethaq.platform.intake import appealing, checklist, conversing, referring, submission, verifying
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.openings import STUDY
from wethaq.platform.intake.policy.checklist import Evidence, ItemState
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.reading import open_request_file

STOPS_BEFORE_MATCHING: Final = frozenset({Turn.STAYS_TAKEN_UP, Turn.STAYS_RETURNED, Turn.STAYS_REFERRED})


async def be_verified(one: Applicant) -> Life:
    turn = one.plan.turn
    for detour, turns in DETOURS:
        if turn in turns:
            async for moment in detour(one):
                yield moment
    if turn in STOPS_BEFORE_MATCHING:
        return
    yield one.later(DAY)
    await _match(one)
    if not one.applies_alone:
        await _declare_on_behalf(one)
    await verifying.complete_verification(one.request_id, actor=one.officer, now=one.now)
    if turn is not Turn.STAYS_DECLARED:
        yield one.later(5 * HOUR)
        await _be_forwarded(one)


async def _be_returned(one: Applicant) -> Life:
    yield one.later(5 * HOUR)
    await verifying.return_request(one.request_id, RETURN_REASONS, actor=one.officer, now=one.now)
    if one.plan.turn is Turn.TAKES_DETOURS:
        yield one.later(DAY)
        await submission.take_back(one.request_id, actor=one.officer, now=one.now)


async def _be_referred(one: Applicant) -> Life:
    yield one.later(HOUR)
    await referring.refer_request(one.request_id, REFERRAL_QUESTION, actor=one.officer, now=one.now)
    if one.plan.turn is Turn.TAKES_DETOURS:
        yield one.later(DAY)
        [referral] = await referring.list_referrals(one.request_id)
        await referring.answer_referral(referral.id, REFERRAL_ANSWER, actor=one.researcher, now=one.now)


async def _be_forwarded(one: Applicant) -> None:
    if one.plan.turn is Turn.IS_WITHDRAWN:
        await appealing.withdraw_on_behalf(
            one.request_id, "انتقلت الأسرة إلى منطقة أخرى", actor=one.officer, now=one.now
        )
    else:
        await verifying.forward_to_committee(one.request_id, actor=one.officer, now=one.now)


async def _match(one: Applicant) -> None:
    """Tick what was shown, and waive the copies of what was seen at the desk (H2)."""
    request = await get_request(one.request_id)
    for record in await checklist.list_items(request):
        item = record.item
        if record.standing.state is ItemState.NOT_NEEDED:
            continue
        if item.evidence is Evidence.UPLOAD and not record.documents:
            await verifying.except_item(
                one.request_id,
                item.code,
                ItemState.WAIVED,
                "عُرض الأصل في المكتب",
                actor=one.officer,
                now=one.now,
            )
        else:
            expires_on = date(one.now.year + 3, 6, 1) if item.has_expiry else None
            await verifying.match_item(
                one.request_id, item.code, expires_on=expires_on, actor=one.officer, now=one.now
            )


async def _declare_on_behalf(one: Applicant) -> None:
    """Have the answers read back, or the printed form signed, as the channel allows (H4)."""
    by_phone = one.plan.channel is Channel.PHONE
    await submission.record_declaration(
        one.request_id,
        method=SignatureMethod.PHONE if by_phone else SignatureMethod.PAPER,
        signed_name=person(one.plan.person).full_name,
        witness_id=one.taker.account_id,
        document_id=None,
        actor=one.officer,
        now=one.now,
    )


async def be_taken_up(one: Applicant) -> None:
    await verifying.take_up(one.request_id, actor=one.officer, now=one.now)
    await open_request_file(one.request_id, actor=one.officer, now=one.now, purpose=STUDY)
    question, answer = QUESTIONS[one.plan.person % len(QUESTIONS)]
    if one.plan.person % 4 == 0 and one.owner.account_id is not None:
        await conversing.ask_officer(one.request_id, question, actor=one.owner, now=one.now)
        if one.plan.turn is not Turn.STAYS_TAKEN_UP:
            await conversing.answer_applicant(
                one.request_id, answer, actor=one.officer, now=one.later(3 * HOUR)
            )


DETOURS: Final[tuple[tuple[Callable[[Applicant], Life], frozenset[Turn]], ...]] = (
    (_be_returned, frozenset({Turn.STAYS_RETURNED, Turn.TAKES_DETOURS})),
    (_be_referred, frozenset({Turn.STAYS_REFERRED, Turn.TAKES_DETOURS})),
)
