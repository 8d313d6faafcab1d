"""Volunteers bring requests in (C5) with the least rights of all: they enter, and see nothing afterwards."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import (
    a_member_of_staff,
    a_mobile,
    actor_for,
    signed_in,
)
from tests.platform.accounts.builders import a_person as somebody_else
from tests.platform.intake.builders import ANSWERS, open_intake
from tests.platform.people.builders import a_national_id
from wethaq.platform.actors import Channel, Role
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake import taking_in
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.access import VOLUNTEERS_WINDOW
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.web.dependencies import provide_now


@pytest.fixture
async def account(client: Client) -> UUID:
    await open_intake()
    return await a_member_of_staff(Role.VOLUNTEER)


@pytest.fixture
async def volunteer(client: Client, account: UUID) -> Client:
    return await signed_in(client, account)


async def _register(volunteer: Client) -> str:
    form = {
        "first_name": "نورة",
        "father_name": "عبد الله",
        "grandfather_name": "سالم",
        "family_name": "العطوي",
        "sex": "female",
        "birth_date_day": "5",
        "birth_date_month": "9",
        "birth_date_year": "1410",
        "birth_date_calendar": "hijri",
        "national_id": a_national_id(),
        "mobile": a_mobile(),
        "governorate": "tabuk",
        "channel": "volunteer",
    }
    registered = await volunteer.post("/desk/people", form)
    assert registered.status_code == 303, registered.text
    return str(registered.headers["location"])


async def test_a_volunteer_registers_takes_in_and_sees_nothing_afterwards(volunteer: Client) -> None:
    entry = await _register(volunteer)
    page = await volunteer.get(entry)
    assert page.status_code == 200
    assert 'type="hidden" name="channel" value="volunteer"' in page.text
    assert "/desk/people/" not in page.text.replace("/desk/people/new", "")
    begun = await volunteer.post(entry, {"service": "support", "channel": "phone", "method": "paper"})
    answers = begun.headers["location"]
    assert (await volunteer.follow(begun)).status_code == 200
    handed_in = await volunteer.post(answers, {**ANSWERS, "next": "submit"})
    again = await volunteer.post(answers, {**ANSWERS, "next": "submit"})
    assert handed_in.headers["location"] == again.headers["location"] == "/desk/intake/received"
    assert (await volunteer.follow(handed_in)).status_code == 200
    request = await get_request(UUID(answers.split("/")[3]))
    assert (request.status, request.channel) == (RequestStatus.SUBMITTED, Channel.VOLUNTEER)
    at = answers.removesuffix("/answers")
    seen = {path: (await volunteer.get(path)).status_code for path in (at, answers, "/desk")}
    assert seen == {at: 403, answers: 404, "/desk": 403}


async def test_a_volunteer_takes_nothing_in_for_people_that_others_registered(volunteer: Client) -> None:
    person_id = await somebody_else(mobile=a_mobile())
    assert (await volunteer.get(f"/desk/intake/{person_id}")).status_code == 404
    form = {"service": "support", "channel": "volunteer", "method": "paper"}
    assert (await volunteer.post(f"/desk/intake/{person_id}", form)).status_code == 404


async def test_a_days_later_the_file_is_closed_to_the_volunteer(volunteer: Client, account: UUID) -> None:
    person_id = UUID((await _register(volunteer)).rsplit("/", 1)[1])
    actor = await actor_for(account)
    await taking_in.ensure_may_take_in(person_id, actor=actor, now=provide_now())
    with pytest.raises(NotFoundError):
        await taking_in.ensure_may_take_in(
            person_id, actor=actor, now=provide_now() + VOLUNTEERS_WINDOW + timedelta(minutes=1)
        )
