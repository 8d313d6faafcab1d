"""The rules of the portal, without a database."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.portal.inquiry_policy import code_of, is_waiting_long, median_wait, read_code
from wethaq.platform.portal.next_step import next_act
from wethaq.platform.portal.policy import OpinionReason, ensure_public_path, known_reasons


@dataclass(frozen=True)
class ARequest:
    status: RequestStatus
    id: UUID


def requests(*statuses: RequestStatus) -> list[Any]:
    return [cast(Any, ARequest(status, uuid4())) for status in statuses]


def test_a_returned_request_comes_before_everything_else() -> None:
    mine = requests(RequestStatus.DRAFT, RequestStatus.RETURNED, RequestStatus.IN_COMMITTEE)
    act = next_act(mine, consents_to_renew=2, suggested_path="/services/awareness")
    assert act.path == f"/requests/{mine[1].id}"


def test_a_draft_comes_before_consents_and_suggestions() -> None:
    mine = requests(RequestStatus.DRAFT)
    assert next_act(mine, consents_to_renew=1, suggested_path="/x").path == f"/requests/{mine[0].id}/tasks"


def test_a_changed_text_is_asked_about_before_a_service_is_suggested() -> None:
    assert next_act([], consents_to_renew=1, suggested_path="/x").path == "/my-file/consents"
    assert next_act([], consents_to_renew=0, suggested_path="/x").path == "/x"


def test_whoever_only_waits_is_told_that_nothing_is_asked_of_them() -> None:
    assert (
        next_act(requests(RequestStatus.IN_COMMITTEE), consents_to_renew=0, suggested_path=None).path
        == "/requests"
    )


@pytest.mark.parametrize(
    "status", [RequestStatus.CLOSED, RequestStatus.WITHDRAWN, RequestStatus.REFUSED_FINALLY]
)
def test_whoever_has_nothing_open_is_shown_the_services(status: RequestStatus) -> None:
    assert next_act(requests(status), consents_to_renew=0, suggested_path=None).path == "/services"


@pytest.mark.parametrize("path", ["https://elsewhere.example", "/A", "/a?b", "/" + "a" * 120, ""])
def test_an_opinion_on_something_else_than_a_page_is_refused(path: str) -> None:
    with pytest.raises(NotFoundError):
        ensure_public_path(path)


def test_unknown_reasons_are_left_out_and_known_ones_counted_once() -> None:
    sent = ["did_not_work", "<script>", "did_not_work", "hard_to_understand"]
    assert known_reasons(sent) == [OpinionReason.HARD_TO_UNDERSTAND, OpinionReason.DID_NOT_WORK]


@given(st.text(), st.integers(min_value=0, max_value=4), st.sampled_from(["", " ", "-", " - "]))
def test_a_code_is_read_however_it_is_typed(token: str, at: int, between: str) -> None:
    code = code_of(token)
    typed = code.replace("-", between).lower()
    assert read_code(typed[:at] + " " + typed[at:]) == code


def test_codes_do_not_repeat() -> None:
    assert len({code_of(str(number)) for number in range(1000)}) == 1000


def test_a_question_is_late_after_two_days() -> None:
    assert not is_waiting_long(timedelta(days=2))
    assert is_waiting_long(timedelta(days=2, seconds=1))


def test_the_typical_wait_is_the_median_not_the_mean() -> None:
    assert median_wait([timedelta(hours=1), timedelta(hours=2), timedelta(days=30)]) == timedelta(hours=2)
    assert median_wait([]) is None
