"""People on their way through intake to a profile, made through the service functions."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.matching.builders import NOW
from tests.matching.people import agree
from tests.platform.accounts.builders import a_mobile, a_person
from tests.platform.intake.builders import an_officer, sign, staff
from wethaq.matching import appearance, covenant, guardians, references, stating, wishing
from wethaq.matching.appearance import Appearance
from wethaq.matching.own_profile import begin_profile, get_profile_to_build
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.profiles import Importance, Wish
from wethaq.matching.policy.traits import Fact, Kind, Trait
from wethaq.platform.actors import Actor, Role
from wethaq.platform.intake import deciding, serving, starting, verifying
from wethaq.platform.intake.answering import save_answer
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

_NAMES = {Sex.FEMALE: "نورة", Sex.MALE: "سالم"}


async def somebody(**changes: Any) -> Actor:
    """Somebody with a file, who has agreed to nothing yet."""
    sex = changes.get("sex", Sex.FEMALE)
    person_id = await a_person(**{"first_name": _NAMES[sex], "mobile": a_mobile(), **changes})
    return Actor(
        account_id=uuid4(), person_id=person_id, roles=frozenset({Role.BENEFICIARY}), session_id=uuid4()
    )


def answers_of(sex: Sex) -> dict[str, str]:
    if sex is Sex.FEMALE:
        return {"status_of_woman": "never_married", "accepts_polygamy": "no", "wali_relation": "father"}
    return {"status_of_man": "never_married", "wishes_several": "no"}


async def apply(actor: Actor, *, now: datetime = NOW, **answers: str) -> RequestRecord:
    """Read, agree, begin and answer; not signed yet."""
    assert actor.person_id is not None
    person = await people.get_person(actor.person_id)
    await agree(actor.person_id, Level.GUARDIANS, (), now=now)
    request = await starting.start_request("matching", actor=actor, now=now)
    for key, value in (answers_of(person.sex) | answers).items():
        await save_answer(request.id, key, [value], actor=actor, now=now)
    return await get_request(request.id)


async def a_request_in_service(request_id: UUID, actor: Actor, *, now: datetime = NOW) -> RequestRecord:
    """Sign, match, decide, register and start, each by whoever does it."""
    officer = an_officer()
    await sign(request_id, actor, now=now)
    await verifying.take_up(request_id, actor=officer, now=now)
    for record in await list_items(await get_request(request_id)):
        if record.standing.state is ItemState.NOT_NEEDED:
            continue
        until = riyadh_date(now) + timedelta(days=80) if record.item.has_expiry else None
        await verifying.match_item(request_id, record.item.code, expires_on=until, actor=officer, now=now)
    await verifying.complete_verification(request_id, actor=officer, now=now)
    await verifying.forward_to_committee(request_id, actor=officer, now=now)
    later = now + timedelta(days=14)
    chair = staff(Role.COMMITTEE_CHAIR)
    await deciding.record_decision(
        request_id, Outcome.ACCEPTED, ["تمت الدراسة"], decision_id=uuid4(), actor=chair, now=later
    )
    await serving.register_applicant(request_id, actor=officer, now=later)
    return await serving.start_service(request_id, actor=officer, now=later)


async def a_complete_profile(actor: Actor, *, now: datetime = NOW) -> None:
    """Everything that an owner can do before the house looks at it."""
    person_id = actor.person_id
    assert person_id is not None
    await begin_profile(person_id, actor=actor, now=now)
    profile = await get_profile_to_build(person_id, actor=actor)
    for trait in await stating.asked_traits(profile):
        fact = None if trait.consent_class else a_fact(trait)
        await stating.state_fact(person_id, trait.code, fact, actor=actor, now=now)
    await stating.write_words(
        person_id, "about_self", "أحب القراءة والسفر وبيتًا هادئًا.", actor=actor, now=now
    )
    wish = Wish(trait="education", importance=Importance.PLAIN, welcome=frozenset({"bachelor"}))
    await wishing.make_wish(person_id, wish, actor=actor, now=now)
    await appearance.choose_appearance(person_id, Appearance.NOTHING, actor=actor, now=now)
    if (await people.get_person(person_id)).sex is Sex.FEMALE:
        await guardians.name_wali(
            person_id, name="سالم العطوي", relation="father", mobile=a_mobile(), actor=actor, now=now
        )
    for place in (1, 2):
        await references.name_reference(
            person_id, place, name="أم خالد", relation="neighbour", mobile=a_mobile(), actor=actor, now=now
        )
    text = await covenant.current_covenant()
    await covenant.sign_covenant(person_id, text.id, "نورة العطوي", actor=actor, now=now)


def a_fact(trait: Trait) -> Fact:
    if trait.kind is Kind.NUMBER:
        return trait.lowest
    first = trait.values[0].code
    return frozenset({first}) if trait.kind is Kind.MULTI else first
