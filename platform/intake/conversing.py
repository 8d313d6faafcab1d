"""H1: every question is answered; one thread on each request, and the time to the first answer is kept."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake.loading import get_own_request, get_visible_request
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.records import RequestRecord, ThreadMessage
from wethaq.platform.intake.tables import Message, Request
from wethaq.platform.intake.telling import tell_applicant
from wethaq.platform.localisation import gettext

MESSAGE_LETTERS = 2_000


async def ask_officer(request_id: UUID, body: str, *, actor: Actor, now: datetime) -> None:
    """Put the applicant's question into the thread of their own request."""
    words = _ensure_words(body)
    async with transaction():
        request = await get_own_request(request_id, actor=actor)
        await _insert(request, words, is_from_applicant=True, actor=actor, now=now)
        if request.first_asked_at is None:
            await Request.update({Request.first_asked_at: now}).where(Request.id == request.id)


async def answer_applicant(request_id: UUID, body: str, *, actor: Actor, now: datetime) -> None:
    """Answer in the thread, and tell the applicant in the channel they prefer (G5)."""
    ensure_officer(actor)
    words = _ensure_words(body)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        await _insert(request, words, is_from_applicant=False, actor=actor, now=now)
        if request.first_asked_at is not None and request.first_answered_at is None:
            await Request.update({Request.first_answered_at: now}).where(Request.id == request.id)
        await tell_applicant(request, "request_answered", now=now)


async def list_messages(request: RequestRecord) -> list[ThreadMessage]:
    """Return the thread of a request that the caller has been let in to, the oldest first."""
    rows = await Message.select().where(Message.request_id == request.id).order_by(Message.written_at)
    opened = [open_row(Message, row) for row in rows]
    return [
        ThreadMessage(**{name: row[name] for name in ThreadMessage.__dataclass_fields__}) for row in opened
    ]


async def _insert(
    request: RequestRecord, body: str, *, is_from_applicant: bool, actor: Actor, now: datetime
) -> None:
    message_id = new_id()
    await insert_sealed(
        Message,
        {
            "id": message_id,
            "request_id": request.id,
            "is_from_applicant": is_from_applicant,
            "author_id": actor.account_id,
            "body": body,
            "written_at": now,
        },
    )
    await audit.record(
        "intake.message_written", message_id, actor=actor, now=now, person_id=request.person_id
    )


def _ensure_words(body: str) -> str:
    words = body.strip()
    if not words:
        raise InvalidInputError({"message": gettext("Write your message first.")}, {"message": body})
    if len(words) > MESSAGE_LETTERS:
        problem = gettext("Shorten your message to %(limit)s letters.", limit=MESSAGE_LETTERS)
        raise InvalidInputError({"message": problem}, {"message": body})
    return words
