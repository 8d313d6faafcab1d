"""How the invented people apply: on the site by themselves, or through the staff."""

from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.applicant import SERVICE, Applicant
from wethaq.platform.demo.cast import person
from wethaq.platform.demo.house import welcome
from wethaq.platform.demo.plans import OWN_WITH_LOGIN, Turn
from wethaq.platform.demo.stories import answers_of
from wethaq.platform.intake import answering, checklist, evidence, starting, submission, taking_in
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.checklist import Evidence, ItemState
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import current_hash

PROCESSING = "intake.support.processing"


async def apply(one: Applicant) -> None:
    plan = one.plan
    is_own = one.applies_alone
    person_id, one.owner = await welcome(
        plan.person, has_account=is_own or plan.person in OWN_WITH_LOGIN, now=one.now
    )
    if is_own:
        await starting.acknowledge_responsibilities(person_id, actor=one.owner, now=one.now)
        text = await consent.current_text(PROCESSING)
        await consent.grant(person_id, PROCESSING, text_id=text.id, actor=one.owner, now=one.now)
        request = await starting.start_request(SERVICE, actor=one.owner, now=one.now)
    else:
        request = await _be_taken_in(one, person_id)
    one.request_id = request.id
    await _answer(one, is_own)


async def _be_taken_in(one: Applicant, person_id: UUID) -> RequestRecord:
    by_phone = one.plan.channel is Channel.PHONE
    return await taking_in.take_request_in(
        SERVICE,
        person_id,
        channel=one.plan.channel,
        method=consent.GrantMethod.PHONE if by_phone else consent.GrantMethod.PAPER,
        witness="ريان الشهري" if by_phone else None,
        actor=one.taker,
        now=one.now,
    )


async def _answer(one: Applicant, is_own: bool) -> None:
    answers = answers_of(one.plan.person)
    if not is_own:
        await taking_in.fill_in(one.request_id, answers, actor=one.taker, now=one.now)
        return
    given = list(answers.items())
    if one.plan.turn is Turn.STAYS_DRAFT:
        given = given[: 2 + one.plan.person % 4]
    for key, typed in given:
        await answering.save_answer(one.request_id, key, typed, actor=one.owner, now=one.now)


async def hand_in(one: Applicant) -> None:
    request = await get_request(one.request_id)
    is_own = one.applies_alone
    for record in await checklist.list_items(request):
        if record.item.evidence is Evidence.UPLOAD and record.standing.state is ItemState.REQUIRED:
            actor = one.owner if is_own else one.taker
            await evidence.promise_item(
                one.request_id, record.item.code, is_promised=True, actor=actor, now=one.now
            )
    if is_own:
        await submission.sign_and_submit(
            one.request_id,
            signed_name=person(one.plan.person).full_name,
            seen_hash=await current_hash(await get_request(one.request_id)),
            actor=one.owner,
            now=one.now,
        )
        return
    await submission.submit_on_behalf(one.request_id, actor=one.taker, now=one.now)
