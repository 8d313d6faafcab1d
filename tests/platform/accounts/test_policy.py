"""The rules at the door, without a door."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wethaq.platform.accounts import policy, registration_policy, staff_policy
from wethaq.platform.accounts.devices import device_words
from wethaq.platform.accounts.policy import PUBLIC_LIMITS, STAFF_LIMITS, SessionState, StepUpRequiredError
from wethaq.platform.accounts.registration_policy import CHECK, ORDER, Step
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.errors import ForbiddenError

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def _state(limits: policy.SessionLimits, *, last_seen: timedelta, now: timedelta) -> SessionState:
    return policy.session_state(
        limits, started_at=START, last_seen_at=START + last_seen, ended_at=None, now=START + now
    )


@pytest.mark.parametrize(("limits", "idle"), [(PUBLIC_LIMITS, 30), (STAFF_LIMITS, 15)])
def test_a_session_expires_to_the_second_after_its_idle_time(limits: policy.SessionLimits, idle: int) -> None:
    minutes = timedelta(minutes=idle)
    assert _state(limits, last_seen=timedelta(), now=minutes - SECOND) is SessionState.LIVE
    assert _state(limits, last_seen=timedelta(), now=minutes) is SessionState.EXPIRED


@pytest.mark.parametrize(("limits", "hours"), [(PUBLIC_LIMITS, 12), (STAFF_LIMITS, 8)])
def test_a_session_in_constant_use_still_ends_at_its_absolute_limit(
    limits: policy.SessionLimits, hours: int
) -> None:
    end = timedelta(hours=hours)
    assert _state(limits, last_seen=end - SECOND, now=end - SECOND) is SessionState.LIVE
    assert _state(limits, last_seen=end - SECOND, now=end) is SessionState.EXPIRED


def test_an_ended_session_stays_ended_however_recent() -> None:
    state = policy.session_state(
        PUBLIC_LIMITS, started_at=START, last_seen_at=START, ended_at=START, now=START
    )
    assert state is SessionState.ENDED


def test_use_is_noted_at_most_once_a_minute() -> None:
    assert not policy.is_touch_due(START, START + timedelta(seconds=59))
    assert policy.is_touch_due(START, START + timedelta(seconds=60))


def test_a_proof_of_identity_is_good_for_ten_minutes() -> None:
    policy.ensure_recently_proved(START, START + timedelta(minutes=10) - SECOND)
    with pytest.raises(StepUpRequiredError):
        policy.ensure_recently_proved(START, START + timedelta(minutes=10))


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in?next=/x", "/register/name", "/sign-out", "/account/step-up?next=/"]
)
def test_nobody_is_sent_back_to_the_door(path: str) -> None:
    assert not policy.is_landing(path)


@pytest.mark.parametrize("path", ["/", "/my-file", "/registers", "/sign-inn"])
def test_other_pages_are_landings(path: str) -> None:
    assert policy.is_landing(path)


def test_no_secret_is_ever_parked() -> None:
    typed = {
        "answer": ["طويل"],
        "days": ["1", "2"],
        "password": ["x"],
        "current_password": ["x"],
        "code": ["123456"],
        "csrf_token": ["x"],
        "form_page": ["/x"],
        "postal_code": ["47311"],
    }
    assert set(policy.parkable_fields(typed)) == {"answer", "days", "postal_code"}


def test_a_second_code_must_wait_a_minute() -> None:
    policy.ensure_may_resend(None, START)
    policy.ensure_may_resend(START, START + timedelta(minutes=1))
    with pytest.raises(policy.ResendTooSoonError):
        policy.ensure_may_resend(START, START + timedelta(seconds=59))


def test_the_questions_are_asked_in_order_and_none_is_jumped_over() -> None:
    answers: dict[str, object] = {}
    for step in ORDER:
        assert registration_policy.next_page(answers) == step.value
        assert not registration_policy.may_open(CHECK, answers)
        answers = registration_policy.with_answer(step, answers, {})
    assert registration_policy.next_page(answers) == CHECK
    assert all(registration_policy.may_open(step.value, answers) for step in ORDER)


def test_an_answer_given_twice_counts_once() -> None:
    answers = registration_policy.with_answer(Step.NAME, {}, {"first_name": "سعد"})
    answers = registration_policy.with_answer(Step.NAME, answers, {"first_name": "سعيد"})
    assert answers == {"first_name": "سعيد", "answered": ["name"]}


def test_an_unknown_page_of_the_registration_does_not_open() -> None:
    assert not registration_policy.may_open("../etc", {})


def test_only_administrators_and_the_system_manage_staff() -> None:
    staff_policy.ensure_can_manage_staff(SYSTEM)
    staff_policy.ensure_can_manage_staff(Actor(account_id=uuid4(), roles=frozenset({Role.ADMINISTRATOR})))
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(ForbiddenError):
            staff_policy.ensure_can_manage_staff(Actor(account_id=uuid4(), roles=frozenset({role})))


def test_nobody_changes_their_own_roles() -> None:
    me = uuid4()
    with pytest.raises(staff_policy.OwnRolesUntouchableError):
        staff_policy.ensure_can_change_roles_of(
            me, Actor(account_id=me, roles=frozenset({Role.ADMINISTRATOR}))
        )


def test_an_administrator_holds_no_role_that_sees_cases() -> None:
    staff_policy.ensure_roles_fit_together({Role.ADMINISTRATOR})
    staff_policy.ensure_roles_fit_together({Role.RELATIONS_OFFICER, Role.COMMITTEE_MEMBER})
    with pytest.raises(staff_policy.AdministratorStandsAloneError):
        staff_policy.ensure_roles_fit_together({Role.ADMINISTRATOR, Role.RELATIONS_OFFICER})


def test_public_roles_and_no_role_are_no_staff_roles() -> None:
    with pytest.raises(staff_policy.RoleNotForStaffError):
        staff_policy.ensure_roles_fit_together({Role.BENEFICIARY})
    with pytest.raises(staff_policy.RolesMissingError):
        staff_policy.ensure_roles_fit_together(set())


def test_a_browser_is_named_in_two_words_and_no_more() -> None:
    phone = "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    assert device_words(phone) == "Chrome · Android"
    assert device_words("curl/8") == ""
