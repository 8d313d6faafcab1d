"""H2: what is matched, and what can't be."""

from datetime import date, timedelta

import pytest

from wethaq.platform.intake.policy.checklist import (
    ChecklistItem,
    ChecklistOpenError,
    CopyForbiddenError,
    DocumentExpiredError,
    Evidence,
    ExpiryMissingError,
    ItemStanding,
    ItemState,
    NothingReceivedError,
    ReasonMissingError,
    ensure_can_match,
    ensure_can_upload,
    ensure_reason,
    ensure_settled,
    is_settled,
    missing_uploads,
)

TODAY = date(2026, 11, 22)
IDENTITY = ChecklistItem("identity", "ID", Evidence.SEEN, has_expiry=True)
LEASE = ChecklistItem("lease", "Lease", Evidence.UPLOAD, has_expiry=True)


def test_an_identity_document_is_never_uploaded() -> None:
    with pytest.raises(CopyForbiddenError):
        ensure_can_upload(IDENTITY)
    ensure_can_upload(LEASE)


def test_an_expired_document_can_not_be_ticked() -> None:
    with pytest.raises(DocumentExpiredError):
        ensure_can_match(
            IDENTITY, ItemStanding("identity"), expires_on=TODAY - timedelta(days=1), today=TODAY
        )


def test_a_document_is_valid_on_its_last_day() -> None:
    ensure_can_match(IDENTITY, ItemStanding("identity"), expires_on=TODAY, today=TODAY)


def test_the_day_of_expiry_is_asked_for_where_there_is_one() -> None:
    with pytest.raises(ExpiryMissingError):
        ensure_can_match(IDENTITY, ItemStanding("identity"), expires_on=None, today=TODAY)


def test_a_copy_that_nobody_sent_can_not_be_matched() -> None:
    with pytest.raises(NothingReceivedError):
        ensure_can_match(LEASE, ItemStanding("lease"), expires_on=TODAY, today=TODAY)


def test_what_was_matched_opens_again_when_it_runs_out() -> None:
    matched = ItemStanding("lease", ItemState.RECEIVED, is_matched=True, expires_on=TODAY)
    assert is_settled(matched, TODAY)
    assert not is_settled(matched, TODAY + timedelta(days=1))


def test_an_exception_settles_an_item_and_needs_a_reason() -> None:
    assert is_settled(ItemStanding("lease", ItemState.WAIVED), TODAY)
    with pytest.raises(ReasonMissingError):
        ensure_reason("  ")


def test_an_optional_item_that_nobody_sent_holds_nothing_up_but_one_that_came_is_looked_at() -> None:
    assert is_settled(ItemStanding("report", is_required=False), TODAY)
    assert not is_settled(ItemStanding("report", ItemState.RECEIVED, is_required=False), TODAY)


def test_one_open_item_holds_the_request() -> None:
    with pytest.raises(ChecklistOpenError):
        ensure_settled([ItemStanding("identity"), ItemStanding("lease", ItemState.WAIVED)], TODAY)


def test_a_promised_document_is_no_gap_at_submission() -> None:
    assert missing_uploads([IDENTITY, LEASE], [ItemStanding("identity"), ItemStanding("lease")]) == [LEASE]
    assert missing_uploads([LEASE], [ItemStanding("lease", is_promised=True)]) == []
