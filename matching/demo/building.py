"""How somebody comes to an active profile, in one evening of the demonstration: each step by whoever does it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.matching import (
    appearance,
    checking,
    covenant,
    describing,
    guardians,
    keeping,
    noting,
    own_profile,
    references,
    reviewing,
    stating,
    wishing,
)
from wethaq.matching.appearance import Appearance
from wethaq.matching.demo import words
from wethaq.matching.demo.cast import (
    FEMALE_MATCHMAKER,
    GUARDIANS_FROM,
    MALE_MATCHMAKER,
    WITH_LOGIN,
    Invented,
    Turn,
    wishes_of,
)
from wethaq.matching.demo.facts import a_fact
from wethaq.matching.intake.request import SERVICE
from wethaq.matching.matchmakers import assign_profile
from wethaq.matching.policy.readiness import Verified
from wethaq.matching.profiles import Profile, find_profile_of
from wethaq.matching.purposes import CLASSES, FOLLOW_UP, PROCESSING, SHOW
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.accounts.demo import make_demo_account
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.demo.cast import CHAIR, MANAGER, OFFICER, PASSWORD, SECOND_OFFICER, a_mobile
from wethaq.platform.demo.house import House
from wethaq.platform.intake import checklist, deciding, serving, starting, submission, verifying
from wethaq.platform.intake.answering import save_answer
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

DAY: Final = timedelta(days=1)
STUDIED: Final = 15 * DAY
"""From handing in to the committee's reply (policy H5)."""
BUILDING: Final = frozenset({Turn.IS_WRITING, Turn.AWAITS_ANSWER})


async def join(one: Invented, house: House, at: datetime) -> None:
    """Apply, write the profile, be studied and be taken in; `at` is when the profile becomes active."""
    async with transaction():
        began = at - STUDIED - DAY
        owner, person_id = await _welcome(one, began)
        request_id = await _apply(one, owner, person_id, began)
        await own_profile.begin_profile(person_id, actor=owner, now=began)
        await _write(one, owner, person_id, began)
        if one.turn is Turn.IS_WRITING:
            return
        await _finish_writing(one, owner, person_id, began)
        await _hand_in(request_id, one, owner, began)
        if one.turn is Turn.AWAITS_ANSWER:
            await reviewing.send_for_review(person_id, actor=owner, now=began)
            return
        await _be_taken_in(request_id, one, house, began, at)
        await _be_kept(one, house, person_id, at)


def matchmaker_of(one: Invented, house: House) -> Actor:
    """Return who keeps somebody: women are kept by a woman, men by a man."""
    return house.actor(FEMALE_MATCHMAKER if one.sex is Sex.FEMALE else MALE_MATCHMAKER)


async def profile_of(one: Invented) -> Profile:
    """Return somebody's profile."""
    found = await people.find_by_mobile(a_mobile(one.serial))
    profile = await find_profile_of(found[0])
    assert profile  # noqa: S101 - asked for after they have joined.
    return profile


def owner_of(profile: Profile) -> Actor:
    """Return the applicant as the one who acts."""
    return Actor(person_id=profile.person_id, roles=frozenset({Role.BENEFICIARY}))


async def _welcome(one: Invented, now: datetime) -> tuple[Actor, UUID]:
    details = one.details()
    person_id = await people.create_person(details, actor=SYSTEM, now=now)
    account_id = None
    if one.serial in WITH_LOGIN and details.mobile:
        account_id = await make_demo_account(
            person_id, read_address(details.mobile), password=PASSWORD, now=now
        )
    return Actor(account_id=account_id, person_id=person_id, roles=frozenset({Role.BENEFICIARY})), person_id


async def _apply(one: Invented, owner: Actor, person_id: UUID, now: datetime) -> UUID:
    await starting.acknowledge_responsibilities(person_id, actor=owner, now=now)
    purposes = (PROCESSING, *SHOW.values(), *(CLASSES[which] for which in one.classes), FOLLOW_UP)
    for purpose in purposes:
        text = await consent.current_text(purpose.code)
        await consent.grant(person_id, purpose.code, text_id=text.id, actor=owner, now=now)
    request = await starting.start_request(SERVICE, actor=owner, now=now)
    usual = (
        {"status_of_woman": "never_married", "accepts_polygamy": "no", "wali_relation": "father"}
        if one.sex is Sex.FEMALE
        else {"status_of_man": "never_married", "wishes_several": "no"}
    )
    answers = usual | dict(one.answers)
    if answers.get("status_of_man") == "married":
        del answers["wishes_several"]
    for key, value in answers.items():
        await save_answer(request.id, key, [value], actor=owner, now=now)
    return request.id


async def _write(one: Invented, owner: Actor, person_id: UUID, now: datetime) -> None:
    """State the facts; whoever is still writing has come halfway."""
    profile = await own_profile.get_profile_to_build(person_id, actor=owner)
    traits = await stating.asked_traits(profile)
    half = len(traits) // 2 if one.turn is Turn.IS_WRITING else len(traits)
    asked = list(enumerate(traits[:half]))
    said = {trait.code: a_fact(trait, one.number, place) for place, trait in asked if not trait.consent_class}
    facts = {code: fact for code, fact in said.items() if fact is not None}
    await stating.state_facts(person_id, facts, actor=owner, now=now)
    for code, fact in one.sensitive.items():
        await stating.state_fact(person_id, code, fact, actor=owner, now=now)


async def _finish_writing(one: Invented, owner: Actor, person_id: UUID, now: datetime) -> None:
    about, hoped = words.ABOUT[one.number % len(words.ABOUT)], words.HOPED[one.number % len(words.HOPED)]
    await stating.write_words(person_id, "about_self", about, actor=owner, now=now)
    await stating.write_words(person_id, "hoped_for", hoped, actor=owner, now=now)
    for wish in wishes_of(one):
        await wishing.make_wish(person_id, wish, actor=owner, now=now)
    choice = Appearance.DESCRIPTION if one.wants_description else Appearance.NOTHING
    await appearance.choose_appearance(person_id, choice, actor=owner, now=now)
    if one.sex is Sex.FEMALE:
        name = f"{one.details().father_name} {one.details().family_name}"
        await guardians.name_wali(
            person_id,
            name=name,
            relation="father",
            mobile=a_mobile(one.serial + GUARDIANS_FROM),
            actor=owner,
            now=now,
        )
        await guardians.allow_contact(person_id, actor=owner, now=now)
    for place in (1, 2):
        name = words.REFERENCE_NAMES[(one.number + place) % len(words.REFERENCE_NAMES)]
        mobile = a_mobile(one.serial + 1000 + 200 * place)
        await references.name_reference(
            person_id, place, name=name, relation="neighbour", mobile=mobile, actor=owner, now=now
        )
    text = await covenant.current_covenant()
    await covenant.sign_covenant(person_id, text.id, one.details().full_name, actor=owner, now=now)


async def _hand_in(request_id: UUID, one: Invented, owner: Actor, now: datetime) -> None:
    await submission.sign_and_submit(
        request_id,
        signed_name=one.details().full_name,
        seen_hash=await current_hash(await get_request(request_id)),
        actor=owner,
        now=now,
    )


async def _be_taken_in(request_id: UUID, one: Invented, house: House, began: datetime, at: datetime) -> None:
    """Be matched, studied and accepted: the committee's reply is recorded when it is given."""
    officer = house.actor(OFFICER if one.number % 2 else SECOND_OFFICER)
    await verifying.take_up(request_id, actor=officer, now=began)
    lasts = _proof_lasts(one)
    for record in await checklist.list_items(await get_request(request_id)):
        if record.standing.state is not ItemState.NOT_NEEDED:
            until = riyadh_date(began + lasts) if record.item.has_expiry else None
            await verifying.match_item(
                request_id, record.item.code, expires_on=until, actor=officer, now=began
            )
    await verifying.complete_verification(request_id, actor=officer, now=began)
    await verifying.forward_to_committee(request_id, actor=officer, now=began)
    await deciding.record_decision(
        request_id,
        Outcome.ACCEPTED,
        [words.DECIDED],
        decision_id=new_id(),
        actor=house.actor(CHAIR),
        now=at,
    )
    await serving.register_applicant(request_id, actor=officer, now=at)
    await serving.start_service(request_id, actor=officer, now=at)


def _proof_lasts(one: Invented) -> timedelta:
    """Return how long the proof still holds from the beginning on: some have run out, some soon will."""
    if one.turn is Turn.PROOF_RUNS_OUT:
        return STUDIED + 5 * DAY
    is_soon = one.number % 17 == 3  # noqa: PLR2004 - a few.
    return STUDIED + (one.days_ago + 8) * DAY if is_soon else 89 * DAY


async def _be_kept(one: Invented, house: House, person_id: UUID, at: datetime) -> None:
    """Come into a portfolio, be looked after there, and perhaps pause or leave."""
    profile = await find_profile_of(person_id)
    assert profile  # noqa: S101 - begun above.
    keeper = matchmaker_of(one, house)
    assert keeper.account_id  # noqa: S101 - staff have accounts.
    await assign_profile(profile.id, keeper.account_id, actor=house.actor(MANAGER), now=at)
    await _be_looked_after(one, profile.id, keeper, at)
    if one.turn is Turn.IS_PAUSED:
        await keeping.pause_kept_profile(profile.id, words.PAUSE_REASON, None, actor=keeper, now=at)
    elif one.turn is Turn.HAS_LEFT:
        await keeping.close_kept_profile(profile.id, words.CLOSE_REASON, actor=keeper, now=at)


async def _be_looked_after(one: Invented, profile_id: UUID, keeper: Actor, at: datetime) -> None:
    """Have references spoken to, a note written, a description, here and there."""
    if one.number % 15 == 4:  # noqa: PLR2004 - some were noted as spoken to by mistake.
        await checking.withdraw_check(profile_id, Verified.REFERENCES, actor=keeper, now=at)
    elif one.number % 6 == 1:
        for place, each in enumerate(await references.list_references(profile_id)):
            said = words.REFERENCE_WORDS[(one.number + place) % len(words.REFERENCE_WORDS)]
            await checking.record_spoken(profile_id, each["id"], said, actor=keeper, now=at)
    if one.number % 5 == 0:
        note = words.NOTES[one.number % len(words.NOTES)]
        await noting.write_note(profile_id, note, actor=keeper, now=at)
    if one.is_described:
        await describing.write_description(profile_id, words.DESCRIPTION, actor=keeper, now=at)
