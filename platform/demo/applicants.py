"""The life of one request, from the first question to the survey."""

from wethaq.platform.demo.applicant import DAY, HOUR, Applicant
from wethaq.platform.demo.applying import apply, hand_in
from wethaq.platform.demo.plans import Turn
from wethaq.platform.demo.stories import APPEAL_GROUNDS, delivery_for
from wethaq.platform.demo.studying import be_taken_up, be_verified
from wethaq.platform.demo.time import Life
from wethaq.platform.intake import appealing, serving
from wethaq.platform.intake.policy.statuses import RequestStatus


async def live(one: Applicant) -> Life:
    """Apply, be studied, be answered, be served; each yield is a moment at which something happens."""
    yield one.now
    await apply(one)
    if one.plan.turn is Turn.STAYS_DRAFT:
        return
    yield one.later(HOUR)
    await hand_in(one)
    if one.plan.turn is Turn.STAYS_SUBMITTED:
        return
    yield one.later(DAY)
    await be_taken_up(one)
    for chapter in (be_verified, await_decision, be_served):
        async for moment in chapter(one):
            yield moment


async def await_decision(one: Applicant) -> Life:
    while await one.status() is RequestStatus.IN_COMMITTEE:
        yield one.later(DAY)
    if one.plan.turn is Turn.IS_APPEALED and await one.status() is RequestStatus.REFUSED:
        yield one.later(2 * DAY)
        owner = one.owner
        if owner.account_id is not None:
            await appealing.lodge_appeal(one.request_id, APPEAL_GROUNDS, actor=owner, now=one.now)
        while await one.status() in {RequestStatus.APPEALED, RequestStatus.IN_APPEAL}:
            yield one.later(DAY)


async def be_served(one: Applicant) -> Life:
    if await one.status() is not RequestStatus.ACCEPTED or one.plan.turn is Turn.STAYS_ACCEPTED:
        return
    request_id, officer = one.request_id, one.officer
    yield one.later(2 * DAY)
    await serving.register_applicant(request_id, actor=officer, now=one.now)
    if one.plan.turn is Turn.STAYS_REGISTERED:
        return
    yield one.later(2 * DAY)
    await serving.start_service(request_id, actor=officer, now=one.now)
    if one.plan.turn is Turn.STAYS_IN_SERVICE:
        return
    yield one.later(6 * DAY)
    what = delivery_for(one.plan.person)
    await serving.record_delivery(request_id, what, actor=officer, now=one.now)
    if one.plan.turn is Turn.STAYS_DELIVERED:
        return
    yield one.later(3 * DAY)
    await serving.close_request(request_id, actor=officer, now=one.now)
