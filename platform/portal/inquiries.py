"""Questions without a request: asked by anybody, answered by an officer (policy H1, G5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import Address, read_address
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation import Language, active_language
from wethaq.platform.notifications.service import send_to_address
from wethaq.platform.portal.inquiry_policy import (
    AlreadyAnsweredError,
    InquiryNotFoundError,
    code_of,
    is_waiting_long,
    median_wait,
    read_code,
)
from wethaq.platform.portal.tables import InquiryRow
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.tokens import new_token

LISTED = 200
MEASURED = 1000
LEAST_TOLD = 5
INQUIRY_KEPT = timedelta(days=2 * 365)
_CODE_COLUMN = "portal_inquiry.code"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question, opened."""

    id: UUID
    question: str
    name: str | None
    address: str | None
    person_id: UUID | None
    language: Language
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        return self.answered_at is None and is_waiting_long(now - self.asked_at)


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """How many questions were answered lately, and within how many hours as a rule."""

    answered: int
    hours: int


async def ask(
    question: str, *, name: str | None, address: Address | None, actor: Actor, now: datetime
) -> str:
    """Keep a question and return the code by which its answer is found."""
    inquiry_id, code = new_id(), code_of(new_token())
    async with transaction():
        await insert_sealed(
            InquiryRow,
            {
                "id": inquiry_id,
                "code_index": blind_index(_CODE_COLUMN, code),
                "question": question,
                "name": name,
                "address": address.text if address else None,
                "person_id": actor.person_id,
                "language": active_language(),
                "asked_at": now,
            },
        )
        await audit.record("portal.inquiry_asked", inquiry_id, actor=actor, now=now)
    return code


async def find_by_code(typed: str) -> Inquiry:
    """Return the question of a code; raises InquiryNotFoundError."""
    index = blind_index(_CODE_COLUMN, read_code(typed))
    row = await InquiryRow.select().where(InquiryRow.code_index == index).first()
    return _opened(row)


async def get_inquiry(inquiry_id: UUID, *, actor: Actor, now: datetime) -> Inquiry:
    """Open a question for an officer, on the record when we know whose it is."""
    row = await InquiryRow.select().where(InquiryRow.id == inquiry_id).first()
    inquiry = _opened(row)
    if inquiry.person_id:
        await audit.record_view(
            "portal.inquiry",
            inquiry_id,
            actor=actor,
            now=now,
            person_id=inquiry.person_id,
            purpose="portal.inquiry",
        )
    return inquiry


async def list_inquiries(*, is_answered: bool) -> list[Inquiry]:
    """Return the questions, those that wait longest first; the answered ones newest first."""
    rows = (
        await InquiryRow.select()
        .where(InquiryRow.answered_at.is_not_null() if is_answered else InquiryRow.answered_at.is_null())
        .order_by(InquiryRow.asked_at, ascending=not is_answered)
        .limit(LISTED)
    )
    return [_opened(row) for row in rows]


async def list_inquiries_of(person_id: UUID) -> list[Inquiry]:
    """Return what somebody has asked while signed in, for the copy of their data."""
    rows = (
        await InquiryRow.select()
        .where(InquiryRow.person_id == person_id)
        .order_by(InquiryRow.asked_at, ascending=False)
    )
    return [_opened(row) for row in rows]


async def typical_wait() -> timedelta | None:
    """Return the median time to the first answer of the last questions."""
    return median_wait(await _waits())


async def answer_figures() -> AnswerFigures | None:
    """Return what home may tell of our answers, once there are enough to tell of (policy G9)."""
    waits = await _waits()
    wait = median_wait(waits)
    if wait is None or len(waits) < LEAST_TOLD:
        return None
    return AnswerFigures(len(waits), max(1, round(wait / timedelta(hours=1))))


async def answer(inquiry_id: UUID, text: str, *, actor: Actor, now: datetime) -> None:
    """Answer once, and tell whoever left an address; raises AlreadyAnsweredError."""
    async with transaction():
        inquiry = await get_inquiry(inquiry_id, actor=actor, now=now)
        kept = {"answer": text, "answered_at": now, "answered_by": actor.account_id}
        values: dict[Column | str, Any] = dict(seal_values(InquiryRow, inquiry_id, kept).items())
        changed = (
            await InquiryRow.update(values)
            .where(InquiryRow.id == inquiry_id, InquiryRow.answered_at.is_null())
            .returning(InquiryRow.id)
        )
        if not changed:
            raise AlreadyAnsweredError
        await audit.record("portal.inquiry_answered", inquiry_id, actor=actor, now=now)
        if inquiry.address:
            address = read_address(inquiry.address)
            await send_to_address(
                address.channel,
                address.text,
                "inquiry_answered",
                {"answer": text},
                language=inquiry.language,
                now=now,
            )


async def forget_old_inquiries(*, actor: Actor, now: datetime) -> int:
    """Delete questions two years after their answer; return how many."""
    del actor
    gone = (
        await InquiryRow.delete().where(InquiryRow.answered_at < now - INQUIRY_KEPT).returning(InquiryRow.id)
    )
    return len(gone)


async def _waits() -> list[timedelta]:
    rows = (
        await InquiryRow.select(InquiryRow.asked_at, InquiryRow.answered_at)
        .where(InquiryRow.answered_at.is_not_null())
        .order_by(InquiryRow.asked_at, ascending=False)
        .limit(MEASURED)
    )
    return [row["answered_at"] - row["asked_at"] for row in rows]


def _opened(row: dict[str, Any] | None) -> Inquiry:
    if row is None:
        raise InquiryNotFoundError
    values = open_row(InquiryRow, row)
    return Inquiry(**{name: values[name] for name in Inquiry.__slots__})
