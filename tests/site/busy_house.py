"""A house in which something is going on in every room, and the people at their browsers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx

from tests.client import Client
from tests.platform.accounts.builders import (
    a_beneficiary,
    a_member_of_staff,
    actor_for,
    an_email,
    give_second_step,
    signed_in,
)
from tests.platform.committee.builders import Committee, a_committee, a_meeting, an_item, decide, sit
from tests.platform.documents.builders import a_picture
from tests.platform.intake import builders as intake
from tests.platform.people import builders as people
from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.committee import release, voting
from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.consent.service import GrantMethod
from wethaq.platform.intake import conversing, starting, submission, verifying
from wethaq.platform.intake.evidence import add_document
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.intake.referring import refer_request
from wethaq.platform.intake.taking_in import fill_in, take_request_in
from wethaq.platform.notifications.service import send_to_address
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people import service
from wethaq.platform.people.policy.guardianship import Relation

BACK_OFFICE = (Role.SOCIAL_RESEARCH_OFFICER, Role.MANAGER, Role.ADMINISTRATOR, Role.DATA_STEWARD)
DESK = ("/desk", "/desk/people", "/desk/people/guardianships", "/desk/messages", "/desk/staff")


@dataclass
class BusyHouse:
    """Browsers by the name of whoever sits before them, and where each begins to look round."""

    browsers: dict[str, Client] = field(default_factory=dict)
    starts: dict[str, list[str]] = field(default_factory=dict)
    answered: list[tuple[Client, httpx.Response]] = field(default_factory=list)
    """Pages that only come as the answer to a form."""

    def let_in(self, name: str, browser: Client, *starts: str) -> None:
        self.browsers[name] = browser
        self.starts[name] = ["/", *starts]


async def a_busy_house(client: Client) -> BusyHouse:
    """Fill an empty house; everybody in it can be spoken to over HTTP."""
    now, house = datetime.now(UTC), BusyHouse()
    committee = await a_committee()
    officer = await a_member_of_staff(Role.RELATIONS_OFFICER)
    await _families(client, house, await actor_for(officer), now)
    child = await _people_with_questions(await actor_for(officer), now)
    await _sittings(committee, await actor_for(officer), now)
    await _a_dead_letter(now)
    house.let_in("officer", await signed_in(client, officer), *DESK, "/account", f"/desk/people/{child}")
    house.let_in("chair", await signed_in(client, committee.members[0].account_id), "/committee")
    for role in BACK_OFFICE:
        browser = await signed_in(client, await a_member_of_staff(role))
        house.let_in(role.value, browser, *DESK, "/committee/members", "/committee/decisions")
    return house


async def _a_dead_letter(now: datetime) -> None:
    context = {"number": "W-1448-00001", "path": "/my-file"}
    await send_to_address(Channel.EMAIL, an_email(), "request_decided", context, language="ar", now=now)
    await Message.update({Message.status: "dead"}, force=True)


async def _families(client: Client, house: BusyHouse, officer: Actor, now: datetime) -> None:
    drafting, asking, refused, agreeing, new = [await a_beneficiary() for _ in range(5)]
    draft = await intake.a_filled_draft(await actor_for(drafting), now=now)
    await add_document(
        draft.id, "income_proof", a_picture(), "a.jpg", actor=await actor_for(drafting), now=now
    )
    request = await intake.a_submitted_request(await actor_for(asking), now=now)
    await conversing.ask_officer(request.id, "متى أراجعكم؟", actor=await actor_for(asking), now=now)
    long_ago = now - timedelta(days=20)
    decided = await intake.a_decided_request(await actor_for(refused), officer, Outcome.REFUSED, now=long_ago)
    reader = await actor_for(agreeing)
    await starting.acknowledge_responsibilities(_file_of(reader), actor=reader, now=now)
    await _requests_at_the_desk(officer, now)
    await signed_in(client, drafting)  # On another device.
    await give_second_step(asking)
    pages = ("/my-file", "/account", "/account/step-up", "/account/sessions", "/requests/new/support")
    own = {drafting: f"/requests/{draft.id}", asking: f"/requests/{request.id}", new: "/requests"}
    own |= {refused: f"/requests/{decided.request.id}/appeal", agreeing: "/requests/new/support/consent"}
    for account, page in own.items():
        house.let_in(page, await signed_in(client, account), *pages, page)


async def _requests_at_the_desk(officer: Actor, now: datetime) -> None:
    """Leave one that is referred, one being matched, one that was taken in, and one whose signature follows."""
    referred, matching = [
        await intake.a_submitted_request(await intake.an_applicant(), now=now) for _ in range(2)
    ]
    for request in (referred, matching):
        await verifying.take_up(request.id, actor=officer, now=now)
    await refer_request(referred.id, "هل تشملها اللائحة؟", actor=officer, now=now)
    await verifying.match_item(matching.id, "family_record", expires_on=None, actor=officer, now=now)
    for is_whole in (False, True):
        person = _file_of(await intake.an_applicant())
        taken_in = await take_request_in(
            "support",
            person,
            channel=Channel.IN_PERSON,
            method=GrantMethod.PAPER,
            witness=None,
            actor=officer,
            now=now,
        )
        if is_whole:
            await fill_in(taken_in.id, intake.ANSWERS, actor=officer, now=now)
            await submission.submit_on_behalf(taken_in.id, actor=officer, now=now)
            await verifying.take_up(taken_in.id, actor=officer, now=now)


def _file_of(actor: Actor) -> UUID:
    assert actor.person_id
    return actor.person_id


async def _people_with_questions(officer: Actor, now: datetime) -> UUID:
    """Leave a pair of files that may be one person, and a guardian who waits for an answer; return the child."""
    for _ in range(2):
        await people.a_person(first_name="هند", father_name="سالم", family_name="العطوي", national_id=None)
    child, guardian = await people.a_child(), await people.a_person()
    await service.request_guardianship(guardian.id, child.id, Relation.MOTHER, actor=officer, now=now)
    return child.id


async def _sittings(committee: Committee, officer: Actor, now: datetime) -> None:
    """Leave decisions to release, a case being voted on, one that waits, and one without a meeting."""
    cases = [await _a_case(officer, now - timedelta(days=days)) for days in (20, 0, 0, 0, 0)]
    meeting = await a_meeting(committee, now=now)
    items = [await an_item(meeting, case, now=now) for case in cases[:4]]
    await sit(committee, meeting, now=now)
    await decide(committee, items[0], Choice.ACCEPT, now=now)
    urgent = await decide(committee, items[1], Choice.ACCEPT, now=now)
    await release.ask_urgent_release(urgent, "خطر على الأسرة", actor=officer, now=now)
    await voting.open_vote(items[2], actor=committee.chair, now=now)
    for member in committee.actors[1:]:
        await voting.cast_vote(items[2], Choice.ACCEPT, actor=member, now=now)
    await a_meeting(committee, now=now)


async def _a_case(officer: Actor, now: datetime) -> UUID:
    applicant = await intake.an_applicant()
    return (await intake.a_forwarded_request(applicant, officer, now=now)).id
