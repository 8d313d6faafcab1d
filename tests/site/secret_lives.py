"""Families whose every word is a secret, on the whole way from the first form to the appeal."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.platform.accounts.builders import actor_for, an_account_of
from tests.platform.committee.builders import Committee, a_meeting, an_item, sit
from tests.platform.intake.builders import a_filled_draft, settle
from tests.site.planting import Planter
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.committee import closing, decisions, release, voting
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.intake import appealing, conversing, referring, submission, verifying
from wethaq.platform.intake.answering import correct_answer
from wethaq.platform.intake.evidence import add_document
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.portal import inquiries


async def live_in_secret(plant: Planter, officer: Actor, committee: Committee, *, now: datetime) -> None:
    """Let a family register, apply, be refused and appeal; whatever they and we say is a secret."""
    person = await _a_file(plant, officer, now)
    actor = await actor_for(await an_account_of(person, plant.mobile()))
    request_id = await _application(plant, actor, now)
    await _verification(plant, request_id, actor, officer, now)
    await _decision(plant, request_id, officer, committee, now)
    late = now + timedelta(days=15)
    await appealing.lodge_appeal(request_id, plant.words(), actor=actor, now=late)
    await appealing.withdraw_on_behalf(request_id, plant.words(), actor=officer, now=late)
    address = read_address(plant.email())
    await inquiries.ask(plant.words(), name=plant.name(), address=address, actor=actor, now=now)
    [inquiry, *_] = await inquiries.list_inquiries(is_answered=False)
    await inquiries.answer(inquiry.id, plant.words(), actor=officer, now=now)


async def _a_file(plant: Planter, officer: Actor, now: datetime) -> UUID:
    details = people.PersonDetails(
        first_name=plant.name(),
        father_name=plant.name(),
        grandfather_name=plant.name(),
        family_name=plant.name(),
        sex=people.Sex.FEMALE,
        birth_date=date(1988, 5, 1),
        national_id=plant.national_id(),
        mobile=plant.mobile(),
        email=plant.email(),
        governorate="tabuk",
        city=plant.name(),
        address=plant.words(),
        preferred_channel=Channel.EMAIL,
    )
    person = await people.create_person(details, actor=officer, now=now)
    child = replace(
        details,
        first_name=plant.name(),
        national_id=plant.national_id(),
        mobile=None,
        birth_date=date(2018, 1, 1),
    )
    ward = await people.create_person(child, actor=officer, now=now)
    guardianship = await people.request_guardianship(person, ward, Relation.MOTHER, actor=officer, now=now)
    await people.verify_guardianship(guardianship, plant.words(), actor=officer, now=now)
    await people.find_people(details.full_name, actor=officer, now=now)
    await people.find_people(details.national_id, actor=officer, now=now)
    return person


async def _application(plant: Planter, actor: Actor, now: datetime) -> UUID:
    request = await a_filled_draft(actor, now=now, situation=[plant.words()])
    await add_document(request.id, "income_proof", plant.pdf(), f"{plant.latin()}.pdf", actor=actor, now=now)
    await add_document(request.id, "income_proof", plant.png(), f"{plant.name()}.png", actor=actor, now=now)
    await _sign(plant, request.id, actor, now)
    await conversing.ask_officer(request.id, plant.words(), actor=actor, now=now)
    return request.id


async def _sign(plant: Planter, request_id: UUID, actor: Actor, now: datetime) -> None:
    seen, name = (
        await current_hash(await get_request(request_id)),
        f"{plant.name()} {plant.name()} {plant.name()}",
    )
    await submission.sign_and_submit(request_id, signed_name=name, seen_hash=seen, actor=actor, now=now)


async def _verification(
    plant: Planter, request_id: UUID, actor: Actor, officer: Actor, now: datetime
) -> None:
    await verifying.take_up(request_id, actor=officer, now=now)
    await conversing.answer_applicant(request_id, plant.words(), actor=officer, now=now)
    await referring.refer_request(request_id, plant.words(), actor=officer, now=now)
    [referral] = await referring.list_referrals(request_id)
    researcher = replace(officer, roles=frozenset({Role.SOCIAL_RESEARCH_OFFICER}))
    await referring.answer_referral(referral.id, plant.words(), actor=researcher, now=now)
    typed, reason = [plant.words()], plant.words()
    await correct_answer(request_id, "situation", typed, reason=reason, actor=officer, now=now)
    await verifying.except_item(
        request_id, "identity", ItemState.WAIVED, plant.words(), actor=officer, now=now
    )
    await verifying.return_request(request_id, plant.words(), actor=officer, now=now)
    await _sign(plant, request_id, actor, now + timedelta(hours=1))
    await settle(request_id, officer, now=now)
    await verifying.complete_verification(request_id, actor=officer, now=now)
    await verifying.reopen_verification(request_id, plant.words(), actor=officer, now=now)
    await verifying.complete_verification(request_id, actor=officer, now=now)
    await verifying.forward_to_committee(request_id, actor=officer, now=now)


async def _decision(
    plant: Planter, request_id: UUID, officer: Actor, committee: Committee, now: datetime
) -> None:
    meeting = await a_meeting(committee, now=now)
    item = await an_item(meeting, request_id, now=now)
    await sit(committee, meeting, now=now)
    await voting.recuse(item, plant.words(), is_relative=True, actor=committee.actors[-1], now=now)
    await voting.open_vote(item, actor=committee.chair, now=now)
    for member in committee.actors[:-1]:
        await voting.cast_vote(item, Choice.REFUSE, actor=member, now=now)
    count = await decisions.close_vote(item, ["R1", "R2"], plant.words(), actor=committee.chair, now=now)
    assert count.decision_id
    await closing.close_meeting(meeting, plant.words(), actor=committee.chair, now=now)
    await release.ask_urgent_release(count.decision_id, plant.words(), actor=officer, now=now)
    await release.approve_urgent_release(count.decision_id, actor=committee.chair, now=now)
    await release.release_decision(count.decision_id, actor=officer, now=now)
