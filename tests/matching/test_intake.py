"""From the service page through intake to a profile that is active, or that says what it still lacks."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.matching.builders import NOW
from tests.matching.intake_people import (
    a_complete_profile,
    a_request_in_service,
    answers_of,
    apply,
    somebody,
)
from tests.matching.people import agree, open_matching
from wethaq.matching.intake.concerns import marriage_values
from wethaq.matching.intake.request import MATCHING_REQUEST
from wethaq.matching.own_profile import NoRequestError, begin_profile
from wethaq.matching.policy.profile_states import (
    FourWivesError,
    MarriedWomanError,
    MinorError,
    ensure_may_marry,
)
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState
from wethaq.matching.policy.readiness import Lack, Verified, lacks
from wethaq.matching.profiles import find_profile_of
from wethaq.matching.purposes import PROCESSING
from wethaq.matching.reviewing import readiness_of
from wethaq.matching.verifying import list_verifications
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.eligibility import unmet
from wethaq.platform.intake.policy.questions import applying, unanswered
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.starting import look_at_rules
from wethaq.platform.people.records import Sex

pytestmark = pytest.mark.usefixtures("client")


@pytest.fixture(autouse=True)
async def _open(client: Client) -> None:
    await open_matching()


def _asked(**answers: str) -> set[str]:
    return {question.key for question in applying(MATCHING_REQUEST.questions, answers)}


def test_a_man_and_a_woman_are_asked_what_concerns_them() -> None:
    woman = _asked(sex="female", status_of_woman="never_married")
    assert woman == {"motive", "status_of_woman", "accepts_polygamy", "wali_relation"}
    assert _asked(sex="male", status_of_man="married") == {"motive", "status_of_man", "wives_now"}
    assert _asked(sex="male", status_of_man="widowed") == {"motive", "status_of_man", "wishes_several"}
    widow = _asked(sex="female", status_of_woman="widowed", waiting_is_over="no")
    assert {"waiting_is_over", "waiting_days"} <= widow


def test_the_answers_decide_what_the_profile_says_of_marriage() -> None:
    on = date(2026, 12, 6)
    widow = {"sex": "female", "status_of_woman": "widowed", "waiting_is_over": "no", "waiting_days": "40"}
    assert marriage_values(widow, on)["eligible_from"] == on + timedelta(days=40)
    assert marriage_values({**widow, "waiting_is_over": "yes"}, on)["eligible_from"] is None
    married = marriage_values({"sex": "male", "status_of_man": "married", "wives_now": "2"}, on)
    assert (married["wives_now"], married["wives_wished"]) == (2, 3)
    once = marriage_values({"sex": "male", "status_of_man": "divorced", "wives_now": "2"}, on)
    assert (once["wives_now"], once["wives_wished"]) == (0, 1)
    assert marriage_values({"sex": "male"}, on) == {}


def test_whom_the_law_lets_marry_nobody_is_refused_kindly() -> None:
    with pytest.raises(MarriedWomanError):
        ensure_may_marry(Sex.FEMALE, MaritalStatus.MARRIED, 0)
    with pytest.raises(FourWivesError):
        ensure_may_marry(Sex.MALE, MaritalStatus.MARRIED, 4)
    ensure_may_marry(Sex.MALE, MaritalStatus.MARRIED, 3)


async def test_a_minor_is_refused_before_the_form_and_at_the_profile() -> None:
    child = await somebody(birth_date=date(2010, 5, 1))
    outcomes = unmet(await look_at_rules(child.person_id, "matching", now=NOW))  # type: ignore[arg-type]
    assert [outcome.rule.code for outcome in outcomes] == ["matching.of_age"]
    with pytest.raises(MinorError):
        await begin_profile(child.person_id, actor=child, now=NOW)  # type: ignore[arg-type]


async def test_a_profile_begins_with_a_request() -> None:
    one = await somebody()
    await agree(one.person_id, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(NoRequestError):
        await begin_profile(one.person_id, actor=one, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "answers", "expected"),
    [
        ({"sex": Sex.FEMALE}, {}, {"marital_status": MaritalStatus.NEVER_MARRIED}),
        ({"sex": Sex.MALE}, {}, {"marital_status": MaritalStatus.NEVER_MARRIED, "wives_wished": 1}),
        (
            {"sex": Sex.FEMALE},
            {"status_of_woman": "widowed", "waiting_is_over": "no", "waiting_days": "60"},
            {"marital_status": MaritalStatus.WIDOWED, "eligible_from": date(2027, 2, 4)},
        ),
        (
            {"sex": Sex.MALE},
            {"status_of_man": "married", "wives_now": "1"},
            {"marital_status": MaritalStatus.MARRIED, "wives_now": 1, "wives_wished": 2},
        ),
    ],
)
async def test_a_complete_and_verified_profile_becomes_active_with_the_service(
    person: dict[str, Any], answers: dict[str, str], expected: dict[str, Any]
) -> None:
    one = await somebody(**person)
    request = await apply(one, **answers)
    await a_complete_profile(one)
    await a_request_in_service(request.id, one)
    profile = await find_profile_of(one.person_id)  # type: ignore[arg-type]
    assert profile is not None
    assert profile.state is ProfileState.ACTIVE
    assert profile.number is not None
    assert {name: getattr(profile, name) for name in expected} == expected
    assert set(await list_verifications(profile.id)) >= {Verified.IDENTITY, Verified.MARITAL_STATUS}
    assert profile.marital_proof_on is not None


async def test_an_unfinished_profile_stays_a_draft_and_says_what_lacks() -> None:
    one = await somebody(sex=Sex.MALE)
    request = await apply(one)
    await a_request_in_service(request.id, one)
    profile = await find_profile_of(one.person_id)  # type: ignore[arg-type]
    assert profile is not None
    assert profile.state is ProfileState.DRAFT
    missing = lacks(await readiness_of(profile, now=NOW))
    assert Lack.ANSWERS in missing
    assert Lack.ACCEPTANCE not in missing


async def test_taking_the_consent_back_stops_the_request_and_closes_the_profile() -> None:
    one = await somebody()
    request = await apply(one)
    await begin_profile(one.person_id, actor=one, now=NOW)  # type: ignore[arg-type]
    await consent.withdraw(one.person_id, PROCESSING.code, actor=one, now=NOW)  # type: ignore[arg-type]
    assert (await get_request(request.id)).status is RequestStatus.WITHDRAWN
    profile = await find_profile_of(one.person_id)  # type: ignore[arg-type]
    assert profile is not None
    assert profile.state is ProfileState.CLOSED


async def test_nothing_is_left_to_answer_when_all_that_concerns_somebody_is_answered() -> None:
    for sex in Sex:
        assert unanswered(MATCHING_REQUEST.questions, {"sex": sex.value, **answers_of(sex)}) == []


async def test_only_the_system_starts_a_profile_for_nobody_in_particular() -> None:
    one = await somebody()
    await apply(one)
    begun = await begin_profile(one.person_id, actor=SYSTEM, now=NOW)  # type: ignore[arg-type]
    stranger = Actor(account_id=begun.id, person_id=begun.id)
    with pytest.raises(Exception, match="NotFound"):
        await begin_profile(one.person_id, actor=stranger, now=NOW)  # type: ignore[arg-type]
