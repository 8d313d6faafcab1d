"""From the service page to one's own profile, as somebody walks it in a browser."""

import pytest

from tests.client import Client
from tests.matching.people import open_matching
from tests.platform.accounts.builders import a_mobile, a_person, an_account_of, signed_in
from wethaq.matching.profiles import find_profile_of
from wethaq.platform.people.records import Sex


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_matching()


async def _at_the_door(client: Client, sex: Sex) -> tuple[Client, str, object]:
    """Walk from the service page to the first question; returns the request's address as well."""
    mobile = a_mobile()
    person_id = await a_person(sex=sex, mobile=mobile)
    browser = await signed_in(client, await an_account_of(person_id, mobile))
    assert "/en/requests/new/matching" in (await browser.get("/en/services/matchmaking")).text
    await browser.get("/en/requests/new/matching/responsibilities")
    read = await browser.post("/en/requests/new/matching/responsibilities", {"is_read": "yes"})
    consent = (await browser.follow(read)).text
    assert "No page, list or search" not in consent
    text_id = consent.split('name="consent" value="')[1].split('"')[0]
    begun = await browser.post("/en/requests/new/matching/consent", {"consent": text_id})
    assert begun.headers["location"].endswith("/tasks")
    return browser, begun.headers["location"].removesuffix("/tasks"), person_id


@pytest.mark.parametrize(
    ("sex", "answers", "not_asked"),
    [
        (
            Sex.FEMALE,
            {
                "motive": "",
                "status_of_woman": "widowed",
                "waiting_is_over": "no",
                "waiting_days": "٣٠",
                "accepts_polygamy": "no",
                "wali_relation": "father",
            },
            "status_of_man",
        ),
        (Sex.MALE, {"motive": "نصيحة أهلي", "status_of_man": "married", "wives_now": "1"}, "wali_relation"),
    ],
)
async def test_a_request_asks_what_concerns_somebody_and_opens_the_profile(
    client: Client, sex: Sex, answers: dict[str, str], not_asked: str
) -> None:
    browser, request, person_id = await _at_the_door(client, sex)
    for key, value in answers.items():
        shown = await browser.get(f"{request}/questions/{key}")
        assert shown.status_code == 200
        assert (await browser.post(f"{request}/questions/{key}", {key: value})).status_code == 303
    tasks = (await browser.get(f"{request}/tasks")).text
    assert f"questions/{not_asked}" not in tasks
    assert "Check your answers" in tasks
    begun = await browser.post("/en/matching/profile/beginning", {})
    assert begun.status_code == 303
    assert "The parts of your profile" in (await browser.follow(begun)).text
    profile = await find_profile_of(person_id)  # type: ignore[arg-type]
    assert profile is not None
    assert profile.marital_status is not None
    assert "My profile" in (await browser.get("/en/my-file")).text


async def test_four_wives_are_more_than_the_question_takes(client: Client) -> None:
    browser, request, _ = await _at_the_door(client, Sex.MALE)
    await browser.post(f"{request}/questions/status_of_man", {"status_of_man": "married"})
    refused = await browser.post(f"{request}/questions/wives_now", {"wives_now": "4"})
    assert refused.status_code == 422
    assert "With four wives no further marriage is possible" in refused.text


async def test_a_woman_who_is_married_is_told_kindly_where_to_turn(client: Client) -> None:
    browser, request, _ = await _at_the_door(client, Sex.FEMALE)
    shown = (await browser.get(f"{request}/questions/status_of_woman")).text
    assert "our counselors listen to you in confidence" in shown
    assert 'value="married"' not in shown
