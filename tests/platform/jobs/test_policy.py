"""When a job is due again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.jobs.policy import next_run_at

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_a_job_that_went_well_waits_for_its_usual_step() -> None:
    assert next_run_at(NOW, timedelta(hours=1), 0) == NOW + timedelta(hours=1)


def test_a_job_that_fails_is_tried_again_soon_and_then_more_rarely() -> None:
    delays = [next_run_at(NOW, timedelta(days=1), failures) - NOW for failures in (1, 2, 3)]
    assert delays == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]


@given(st.integers(0, 10_000), st.timedeltas(timedelta(seconds=1), timedelta(days=7)))
def test_failures_never_make_a_job_rarer_than_it_is_due(failures: int, every: timedelta) -> None:
    assert NOW < next_run_at(NOW, every, failures) <= NOW + every
