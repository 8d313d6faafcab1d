"""H2: what an officer must match before a request moves on.

Saudi Arabia's Personal Data Protection Law, article 28, forbids copying official
identity documents; such an item is recorded as *seen* by an officer on a
day, and the pages never offer to upload it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.policy.questions import Answers, always


class Evidence(StrEnum):
    """How an item is proved."""

    SEEN = "seen"
    """An official identity document: shown to an officer, never copied."""
    UPLOAD = "upload"
    """A document whose copy is kept, encrypted."""
    ANSWERS = "answers"
    """Answers that the officer compares with what was shown."""


class ItemState(StrEnum):
    """Where an item of the checklist stands."""

    REQUIRED = "required"
    NOT_NEEDED = "not_needed"
    SEEN = "seen"
    RECEIVED = "received"
    EXPIRED = "expired"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to match; `questions` are the answers to compare it with."""

    code: str
    title: str
    evidence: Evidence
    hint: str | None = None
    is_required: bool = True
    has_expiry: bool = False
    questions: tuple[str, ...] = ()
    applies: Callable[[Answers], bool] = field(default=always)
    not_needed_because: str | None = None


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """What is recorded of one item on one request."""

    code: str
    state: ItemState = ItemState.REQUIRED
    is_matched: bool = False
    expires_on: date | None = None
    is_promised: bool = False
    is_required: bool = True


class DocumentExpiredError(RefusedError):
    """A document that has run out proves nothing at the time of submission (H2)."""

    message = N_(
        "This document has expired, so it can't be marked as matched. Ask for a valid one, or waive it and say why."
    )


class ExpiryMissingError(RefusedError):
    """The officer hasn't recorded until when the document is valid (H2)."""

    message = N_("Enter the date on which this document expires.")


class NothingReceivedError(RefusedError):
    """There is nothing yet to compare."""

    message = N_("Nothing has been received for this item yet.")


class ReasonMissingError(RefusedError):
    """An exception is only as good as its reason."""

    message = N_("Say why in a few words.")


class CopyForbiddenError(RefusedError):
    """An identity document must not be copied (PDPL, article 28)."""

    message = N_(
        "Identity documents are shown to an officer and never uploaded. Please bring the original with you."
    )


class ChecklistOpenError(RefusedError):
    """Something required hasn't been matched yet (H2)."""

    message = N_("Not every required item has been matched yet. Match, waive or mark each one first.")


def ensure_can_upload(item: ChecklistItem) -> None:
    """Refuse a copy of what the law forbids to copy."""
    if item.evidence is not Evidence.UPLOAD:
        raise CopyForbiddenError


def ensure_can_match(
    item: ChecklistItem, standing: ItemStanding, *, expires_on: date | None, today: date
) -> None:
    """Refuse to tick an item that is absent, undated or expired on the day (H2)."""
    if item.evidence is Evidence.UPLOAD and standing.state not in {ItemState.RECEIVED, ItemState.EXPIRED}:
        raise NothingReceivedError
    if item.has_expiry and expires_on is None:
        raise ExpiryMissingError
    if is_expired(expires_on, today):
        raise DocumentExpiredError


def ensure_reason(reason: str | None) -> str:
    """Return the reason, or refuse an exception without one."""
    if reason is None or not reason.strip():
        raise ReasonMissingError
    return reason.strip()


def is_expired(expires_on: date | None, today: date) -> bool:
    """Tell whether a document is past its last valid day."""
    return expires_on is not None and expires_on < today


def state_after_match(item: ChecklistItem) -> ItemState:
    """Return the state of an item that an officer has just matched."""
    return ItemState.RECEIVED if item.evidence is Evidence.UPLOAD else ItemState.SEEN


def is_settled(standing: ItemStanding, today: date) -> bool:
    """Tell whether an item asks nothing more of anybody.

    A waived item is settled whatever its date; a matched one only while it is
    valid, because H2 asks for validity and days pass between the two.
    """
    if standing.state in {ItemState.WAIVED, ItemState.NOT_NEEDED}:
        return True
    if is_expired(standing.expires_on, today):
        return False
    if standing.is_matched:
        return standing.state in {ItemState.SEEN, ItemState.RECEIVED}
    return not standing.is_required and standing.state is ItemState.REQUIRED


def ensure_settled(standings: Iterable[ItemStanding], today: date) -> None:
    """Refuse to go on while an item is open (H2)."""
    if not all(is_settled(standing, today) for standing in standings):
        raise ChecklistOpenError


def applying_items(items: Sequence[ChecklistItem], answers: Answers) -> list[ChecklistItem]:
    """Return the items that matter to someone with these answers."""
    return [item for item in items if item.applies(answers)]


def missing_uploads(items: Sequence[ChecklistItem], standings: Iterable[ItemStanding]) -> list[ChecklistItem]:
    """Return the required copies that were neither uploaded nor promised."""
    by_code = {standing.code: standing for standing in standings}
    return [
        item
        for item in items
        if item.evidence is Evidence.UPLOAD
        and (standing := by_code.get(item.code)) is not None
        and standing.is_required
        and standing.state in {ItemState.REQUIRED, ItemState.EXPIRED}
        and not standing.is_promised
    ]
