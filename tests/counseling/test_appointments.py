"""An appointment's way: holding, sending, changing, coming."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.counseling.builders import SUNDAY, at
from wethaq.counseling.policy.attendance import (
    CheckInNotOpenError,
    NotBegunError,
    StillExpectedError,
    ensure_can_check_in,
    ensure_can_mark_attended,
    ensure_can_mark_no_show,
    lateness,
)
from wethaq.counseling.policy.changes import (
    AlreadyBegunError,
    CancellationTooLateError,
    ChangeReasonMissingError,
    ChangeRules,
    MovedTooOftenError,
    MoveTooLateError,
    SameTimeError,
    ensure_can_cancel,
    ensure_can_reschedule,
    ensure_staff_can_cancel,
    ensure_staff_can_reschedule,
)
from wethaq.counseling.policy.holds import (
    HOLD,
    LONGEST_HOLD,
    HoldEndedError,
    TooManyOpenAppointmentsError,
    ensure_hold_lives,
    ensure_may_hold,
    held_until,
)
from wethaq.counseling.policy.statuses import (
    AHEAD,
    NEXT_STATUSES,
    TAKES_CELLS,
    AcceptancePath,
    AppointmentHasMovedOnError,
    AppointmentStatus,
    can_move,
    ensure_can_move,
    status_when_sent,
    takes_cells,
)

S = AppointmentStatus
TEN, ELEVEN, NOON = at(SUNDAY, 10), at(SUNDAY, 11), at(SUNDAY, 12)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
RULES = ChangeRules()
statuses = st.sampled_from(AppointmentStatus)


def test_every_status_has_its_row() -> None:
    assert set(NEXT_STATUSES) == set(S)


@given(statuses, statuses)
def test_cells_that_were_given_back_are_never_taken_again(status: S, target: S) -> None:
    if can_move(status, target) and target in TAKES_CELLS:
        assert status in TAKES_CELLS


@given(st.lists(statuses, max_size=8))
def test_no_way_leads_back_to_a_hold_or_out_of_an_end(steps: list[S]) -> None:
    status = S.HELD
    for target in steps:
        if can_move(status, target):
            assert target is not S.HELD
            assert status not in {S.LAPSED, S.DECLINED, S.CANCELLED}
            status = target


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(AppointmentHasMovedOnError):
        ensure_can_move(S.CANCELLED, S.CONFIRMED)


def test_it_is_confirmed_at_once_unless_somebody_has_still_to_say_yes() -> None:
    assert status_when_sent(AcceptancePath.AT_ONCE, awaits_consent=False) is S.CONFIRMED
    assert status_when_sent(AcceptancePath.AT_ONCE, awaits_consent=True) is S.REQUESTED
    assert status_when_sent(AcceptancePath.BY_OFFICER, awaits_consent=False) is S.REQUESTED


def test_a_hold_that_ended_keeps_no_cells() -> None:
    assert takes_cells(S.HELD, NOON, ELEVEN)
    assert not takes_cells(S.HELD, NOON, NOON)
    assert not takes_cells(S.HELD, None, ELEVEN)
    assert takes_cells(S.CONFIRMED, None, NOON)
    assert not takes_cells(S.CANCELLED, None, NOON)


def test_a_hold_is_longer_for_the_active_but_not_for_ever() -> None:
    assert held_until(TEN, TEN) == TEN + HOLD
    assert held_until(TEN, TEN + HOLD / 2) == TEN + HOLD * 1.5
    assert held_until(TEN, TEN + LONGEST_HOLD) == TEN + LONGEST_HOLD
    ensure_hold_lives(NOON, ELEVEN)
    with pytest.raises(HoldEndedError):
        ensure_hold_lives(NOON, NOON)


def test_nobody_collects_appointments() -> None:
    ensure_may_hold(2)
    with pytest.raises(TooManyOpenAppointmentsError):
        ensure_may_hold(3)


def test_a_confirmed_appointment_is_cancelled_with_notice_only() -> None:
    ensure_can_cancel(S.CONFIRMED, TEN, TEN - DAY, RULES)
    ensure_can_cancel(S.REQUESTED, TEN, TEN - HOUR, RULES)
    ensure_can_cancel(S.CONFIRMED, TEN, TEN - HOUR, ChangeRules(cancellation_notice=HOUR))
    with pytest.raises(CancellationTooLateError):
        ensure_can_cancel(S.CONFIRMED, TEN, TEN - HOUR, RULES)
    with pytest.raises(AlreadyBegunError):
        ensure_can_cancel(S.REQUESTED, TEN, TEN, RULES)
    with pytest.raises(AppointmentHasMovedOnError):
        ensure_can_cancel(S.ATTENDED, TEN, TEN - DAY, RULES)


def test_a_family_moves_an_appointment_in_time_and_not_too_often() -> None:
    ensure_can_reschedule(S.CONFIRMED, TEN, NOON, TEN - DAY, RULES, times_moved=1)
    for error, status, new_start, now, moved in (
        (MoveTooLateError, S.CONFIRMED, NOON, TEN - HOUR, 0),
        (MovedTooOftenError, S.CONFIRMED, NOON, TEN - DAY, 2),
        (SameTimeError, S.CONFIRMED, TEN, TEN - DAY, 0),
        (AlreadyBegunError, S.CONFIRMED, NOON, TEN, 0),
        (AppointmentHasMovedOnError, S.CHECKED_IN, NOON, TEN - DAY, 0),
    ):
        with pytest.raises(error):
            ensure_can_reschedule(status, TEN, new_start, now, RULES, times_moved=moved)


def test_staff_need_no_notice_but_a_reason() -> None:
    ensure_staff_can_cancel(S.CONFIRMED, TEN, TEN - HOUR, "The counselor is ill")
    ensure_staff_can_reschedule(S.CONFIRMED, TEN, NOON, TEN - HOUR, "The counselor is ill")
    with pytest.raises(ChangeReasonMissingError):
        ensure_staff_can_cancel(S.CONFIRMED, TEN, TEN - HOUR, "")
    with pytest.raises(ChangeReasonMissingError):
        ensure_staff_can_reschedule(S.CONFIRMED, TEN, NOON, TEN - HOUR, None)
    with pytest.raises(SameTimeError):
        ensure_staff_can_reschedule(S.CONFIRMED, TEN, TEN, TEN - HOUR, "The counselor is ill")
    with pytest.raises(AlreadyBegunError):
        ensure_staff_can_cancel(S.CONFIRMED, TEN, ELEVEN, "The counselor is ill")


def test_checking_in_opens_an_hour_before_and_closes_with_the_appointment() -> None:
    ensure_can_check_in(S.CONFIRMED, TEN, ELEVEN, TEN - HOUR)
    for now in (TEN - HOUR * 1.1, ELEVEN):
        with pytest.raises(CheckInNotOpenError):
            ensure_can_check_in(S.CONFIRMED, TEN, ELEVEN, now)
    with pytest.raises(AppointmentHasMovedOnError):
        ensure_can_check_in(S.REQUESTED, TEN, ELEVEN, TEN)


def test_nobody_is_missing_before_a_quarter_past() -> None:
    ensure_can_mark_no_show(S.CONFIRMED, TEN, TEN + HOUR / 4)
    ensure_can_mark_attended(S.CHECKED_IN, TEN, TEN)
    ensure_can_mark_attended(S.NO_SHOW, TEN, NOON)
    with pytest.raises(StillExpectedError):
        ensure_can_mark_no_show(S.CONFIRMED, TEN, TEN + HOUR / 5)
    with pytest.raises(NotBegunError):
        ensure_can_mark_attended(S.CONFIRMED, TEN, TEN - HOUR)
    with pytest.raises(AppointmentHasMovedOnError):
        ensure_can_mark_no_show(S.CHECKED_IN, TEN, NOON)


def test_lateness_counts_from_the_start() -> None:
    assert lateness(TEN, TEN + HOUR) == HOUR
    assert lateness(TEN, TEN - HOUR) == timedelta(0)


def test_what_can_be_changed_takes_cells() -> None:
    assert AHEAD <= TAKES_CELLS
