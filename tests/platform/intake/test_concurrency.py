"""Many at once: double clicks, two tabs, two officers. Real connections, real races."""

import asyncio
from collections.abc import Awaitable

import pytest

from tests.platform.intake.builders import (
    NOW,
    a_filled_draft,
    a_submitted_request,
    agree,
    an_applicant,
    an_officer,
    open_intake,
    sign,
)
from wethaq.platform.errors import RefusedError
from wethaq.platform.intake import answering, starting, verifying
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.standing import current_hash
from wethaq.platform.intake.submission import sign_and_submit
from wethaq.platform.intake.tables import Answer, Assignment, Declaration, Request, Sequence

AT_ONCE = 50
FAMILIES = 20
pytestmark = pytest.mark.usefixtures("intake")


@pytest.fixture
async def intake(database: None) -> None:
    await open_intake()


async def outcomes(*calls: Awaitable[object]) -> list[object]:
    """Run all calls at once; a refusal is an outcome, any other error fails the test."""
    results = await asyncio.gather(*calls, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, RefusedError):
            raise result
    return list(results)


async def test_fifty_double_submits_give_one_request_one_number_and_one_signature() -> None:
    applicant = await an_applicant()
    draft = await a_filled_draft(applicant)
    seen = await current_hash(draft)
    calls = (
        sign_and_submit(draft.id, signed_name="نورة سالم", seen_hash=seen, actor=applicant, now=NOW)
        for _ in range(AT_ONCE)
    )
    done = [result for result in await outcomes(*calls) if not isinstance(result, RefusedError)]
    assert done
    assert await Request.count() == 1
    assert (await get_request(draft.id)).number == "W-1448-00001"
    assert await Declaration.count() == 1
    [row] = await Sequence.select().where(Sequence.name == "request-1448")
    assert row["last_number"] == 1


async def test_fifty_starts_open_one_draft() -> None:
    applicant = await an_applicant()
    await agree(applicant)
    results = await outcomes(
        *(starting.start_request("support", actor=applicant, now=NOW) for _ in range(AT_ONCE))
    )
    assert len({request.id for request in results}) == 1  # type: ignore[attr-defined]
    assert await Request.count() == 1


async def test_many_applicants_get_numbers_without_a_gap() -> None:
    applicants = [await an_applicant() for _ in range(FAMILIES)]
    drafts = [await a_filled_draft(applicant) for applicant in applicants]
    await outcomes(*(sign(draft.id, who) for draft, who in zip(drafts, applicants, strict=True)))
    numbers = {(await get_request(draft.id)).number for draft in drafts}
    assert numbers == {f"W-1448-{number:05d}" for number in range(1, FAMILIES + 1)}


async def test_two_tabs_that_answer_at_once_leave_whole_revisions() -> None:
    applicant = await an_applicant()
    draft = await a_filled_draft(applicant)
    await outcomes(
        *(
            answering.save_answer(draft.id, "household_size", [str(size)], actor=applicant, now=NOW)
            for size in range(1, 21)
        )
    )
    rows = await Answer.select().where(Answer.request_id == draft.id, Answer.question == "household_size")
    assert sorted(row["revision"] for row in rows) == list(range(1, len(rows) + 1))
    assert (await answering.list_answers(draft.id))["household_size"] in {str(size) for size in range(1, 21)}


async def test_a_tab_that_answers_while_another_signs_never_leaves_an_unsigned_submission() -> None:
    applicant = await an_applicant()
    draft = await a_filled_draft(applicant)
    await outcomes(
        sign(draft.id, applicant),
        *(
            answering.save_answer(draft.id, "household_size", [str(size)], actor=applicant, now=NOW)
            for size in range(6, 16)
        ),
    )
    request = await get_request(draft.id)
    if request.status is RequestStatus.SUBMITTED:
        [row] = await Declaration.select()
        assert row["content_hash"] == await current_hash(request)


async def test_two_officers_who_take_a_request_up_leave_it_with_one() -> None:
    request = await a_submitted_request(await an_applicant())
    results = await outcomes(*(verifying.take_up(request.id, actor=an_officer(), now=NOW) for _ in range(10)))
    assert sum(not isinstance(result, RefusedError) for result in results) == 1
    assert await Assignment.count().where(Assignment.ended_at.is_null()) == 1
