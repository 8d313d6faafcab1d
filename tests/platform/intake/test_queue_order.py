"""The queue begins with what presses, and ends with what needs nobody."""

from datetime import timedelta

import pytest

from tests.platform.intake.builders import (
    NOW,
    a_decided_request,
    a_forwarded_request,
    a_submitted_request,
    an_applicant,
    an_officer,
    open_intake,
)
from wethaq.platform.intake.policy.statuses import Outcome
from wethaq.platform.intake.queueing import QueueFilter, list_queue


@pytest.fixture(autouse=True)
async def _intake(database: None) -> None:
    await open_intake()


async def test_late_then_our_own_steps_then_others_then_the_refused() -> None:
    officer = an_officer()
    refused = await a_decided_request(await an_applicant(), officer, Outcome.REFUSED)
    accepted = await a_decided_request(await an_applicant(), officer, Outcome.ACCEPTED)
    later = NOW + timedelta(days=20)
    with_committee = await a_forwarded_request(await an_applicant(), officer, now=later)
    late = await a_submitted_request(await an_applicant(), now=NOW)
    new = await a_submitted_request(await an_applicant(), now=later)
    queue = await list_queue(QueueFilter(), 1, actor=officer, now=later)
    wanted = [late.id, new.id, accepted.request.id, with_committee.id, refused.request.id]
    assert [row.request.id for row in queue.rows] == wanted
