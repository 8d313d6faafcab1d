"""Steps that are taken from one station only, though others lead to the same place."""

import pytest

from tests.platform.intake.builders import (
    NOW,
    a_declared_request,
    a_forwarded_request,
    a_submitted_request,
    an_applicant,
    an_officer,
    open_intake,
)
from wethaq.platform.intake import deciding, verifying
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import RequestStatus, StepNotPossibleError

pytestmark = pytest.mark.usefixtures("intake")


@pytest.fixture
async def intake(database: None) -> None:
    await open_intake()


async def test_what_was_returned_is_not_taken_up_before_the_applicant_completed_it() -> None:
    officer = an_officer()
    request = await a_submitted_request(await an_applicant())
    await verifying.take_up(request.id, actor=officer, now=NOW)
    await verifying.return_request(request.id, "أكملي", actor=officer, now=NOW)
    with pytest.raises(StepNotPossibleError):
        await verifying.take_up(request.id, actor=officer, now=NOW)
    assert (await get_request(request.id)).status is RequestStatus.RETURNED


async def test_no_officer_takes_a_request_from_the_committee() -> None:
    officer = an_officer()
    request = await a_forwarded_request(await an_applicant(), officer)
    with pytest.raises(StepNotPossibleError):
        await verifying.take_up(request.id, actor=officer, now=NOW)
    assert (await get_request(request.id)).status is RequestStatus.IN_COMMITTEE


async def test_the_committee_gives_back_only_what_it_has() -> None:
    officer = an_officer()
    request = await a_declared_request(await an_applicant(), officer)
    with pytest.raises(StepNotPossibleError):
        await deciding.return_from_committee(request.id, "من يعول؟", actor=officer, now=NOW)
    assert (await get_request(request.id)).status is RequestStatus.DECLARED
