"""Applicants at every station of a profile, in a busy house; an officer and a matchmaker who write with them."""

from datetime import UTC, datetime
from uuid import UUID

from tests.client import Client
from tests.matching.intake_people import a_complete_profile, apply
from tests.matching.people import an_applicant, open_matching
from tests.platform.accounts.builders import (
    a_member_of_staff,
    a_mobile,
    a_person,
    actor_for,
    an_account_of,
    signed_in,
)
from tests.platform.documents.builders import a_picture
from tests.site.busy_house import BusyHouse
from wethaq.matching import appearance, blocks, guardians, reviewing
from wethaq.matching.allowing import find_class_asked
from wethaq.matching.appearance import Appearance
from wethaq.matching.blocks import BlockKind
from wethaq.matching.own_profile import begin_profile
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.policy.profiles import ProfileState
from wethaq.platform.actors import Actor, Role

HOME = "/matching/profile"
PAGES = (
    "",
    "/facts",
    "/facts/height",
    "/facts/relocation",
    "/facts/disability",
    "/words/about_self",
    "/words/employer",
    "/wishes",
    "/wishes/age",
    "/wishes/education",
    "/wali",
    "/references",
    "/references/1",
    "/blocks",
    "/steps",
    "/appearance",
    "/covenant",
    "/closure",
)


async def profiles_in(client: Client, house: BusyHouse) -> None:
    """Let in applicants before, in and after their profile, and who helps them at the desk."""
    now = datetime.now(UTC)
    await open_matching(now=now)
    asking = await _somebody()
    await apply(asking, now=now)
    house.let_in("before the profile", await _browser(client, asking), HOME)
    writing = await _writing(client, house, now)
    done = await _somebody()
    await apply(done, now=now)
    await a_complete_profile(done, now=now)
    house.let_in("who is done", await _browser(client, done), HOME, f"{HOME}/wali")
    sent = await _somebody()
    await apply(sent, now=now)
    await a_complete_profile(sent, now=now)
    await reviewing.send_for_review(_person(sent), actor=sent, now=now)
    house.let_in("in review", await _browser(client, sent), HOME)
    await _at_rest(client, house, now)
    await _at_the_desk(client, house, _person(writing), _person(asking), _person(sent), _person(done))


async def _writing(client: Client, house: BusyHouse, now: datetime) -> Actor:
    """A woman in the middle of it, with a guardian, a block and a photo."""
    one = await _somebody()
    person_id = _person(one)
    await apply(one, now=now)
    await begin_profile(person_id, actor=one, now=now)
    text = await _photo_text()
    await appearance.choose_appearance(person_id, Appearance.PHOTO, agreement=text, actor=one, now=now)
    await appearance.upload_photo(person_id, a_picture(), "me.jpg", actor=one, now=now)
    await blocks.add_block(person_id, BlockKind.FAMILY, "البلوي", actor=one, now=now)
    named = {"name": "سالم العطوي", "relation": "father", "mobile": a_mobile()}
    await guardians.name_wali(person_id, **named, actor=one, now=now)
    await guardians.allow_contact(person_id, actor=one, now=now)
    house.let_in("writing a profile", await _browser(client, one), *(f"{HOME}{page}" for page in PAGES))
    return one


async def _photo_text() -> appearance.Agreement:
    asked = await find_class_asked(UUID(int=0), ConsentClass.PHOTO, now=datetime.now(UTC))
    return appearance.Agreement(asked.text.id)


async def _at_rest(client: Client, house: BusyHouse, now: datetime) -> None:
    for state in (ProfileState.ACTIVE, ProfileState.PAUSED, ProfileState.CLOSED):
        one = await an_applicant(now=now, state=state.value)
        named = {"name": "سالم العطوي", "relation": "father", "mobile": a_mobile()}
        starts = [HOME]
        if state is ProfileState.ACTIVE:
            await guardians.name_wali(one.person_id, **named, actor=one.actor, now=now)
            await guardians.allow_contact(one.person_id, actor=one.actor, now=now)
            starts.append(f"{HOME}/wali")
        house.let_in(f"whose profile is {state}", await signed_in(client, one.account_id), *starts)


async def _at_the_desk(client: Client, house: BusyHouse, writing: UUID, *others: UUID) -> None:
    base = "/desk/matching/people/{}/profile"
    house.starts["officer"] += [base.format(writing) + page for page in PAGES]
    house.starts["officer"] += [base.format(other) + page for other in others for page in ("", "/wali")]
    active = await an_applicant(now=datetime.now(UTC))
    paused = await an_applicant(now=datetime.now(UTC), state=ProfileState.PAUSED.value)
    closed = await an_applicant(now=datetime.now(UTC), state=ProfileState.CLOSED.value)
    matchmaker = await signed_in(client, await a_member_of_staff(Role.MATCHMAKER))
    starts = [base.format(one.person_id) for one in (active, paused, closed)]
    starts.append(base.format(writing) + "/appearance")
    house.let_in("a matchmaker who writes along", matchmaker, *starts)


async def _somebody() -> Actor:
    mobile = a_mobile()
    person_id = await a_person(first_name="نورة", mobile=mobile)
    return await actor_for(await an_account_of(person_id, mobile))


async def _browser(client: Client, actor: Actor) -> Client:
    assert actor.account_id is not None
    return await signed_in(client, actor.account_id)


def _person(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id
