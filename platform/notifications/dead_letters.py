"""Messages that were given up: staff see that there are some and why, never what they say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.delivery import EXPIRED, OVERTAKEN
from wethaq.platform.notifications.errors import MessageNotFoundError, NothingToRetryError
from wethaq.platform.notifications.policy import MessageStatus
from wethaq.platform.notifications.service import NO_SAFE_CHANNEL
from wethaq.platform.notifications.tables import Message

PAGE_SIZE = 10

_REASONS = {
    NO_SAFE_CHANNEL: N_("No safe way to write to this person; please reach them in another way."),
    OVERTAKEN: N_("A later change of the same appointment had already been sent."),
    EXPIRED: N_("The code in it was no longer good."),
    "bad_address": N_("The e-mail address isn’t one."),
    "foreign_organizer": N_("Our own address was changed after this invitation was written."),
    "bad_number": N_("The mobile number isn’t one."),
    "number_rejected": N_("The text-message gateway rejected the number."),
}
_SMTP_REFUSED = N_("The mail server refused it.")
_OTHERWISE = N_("It could not be delivered for a whole day.")


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What staff may know of a message that didn't arrive."""

    id: UUID
    channel: str
    kind: str
    person_id: UUID | None
    attempts: int
    created_at: datetime
    last_error: str | None

    @property
    def reason(self) -> str:
        """Why, as a msgid."""
        error = self.last_error or ""
        return _REASONS.get(error, _SMTP_REFUSED if error.startswith("smtp_5") else _OTHERWISE)

    @property
    def may_retry(self) -> bool:
        return self.channel != outbox.NO_CHANNEL and self.last_error not in {EXPIRED, OVERTAKEN}


async def list_dead_letters(page: int = 1) -> tuple[list[DeadLetter], int]:
    """Return a page of dead letters, newest first, and how many pages there are."""
    is_dead = Message.status == MessageStatus.DEAD.value
    count = await Message.count().where(is_dead)
    rows = (
        await Message.select(*(getattr(Message, name) for name in DeadLetter.__dataclass_fields__))
        .where(is_dead)
        .order_by(Message.created_at, ascending=False)
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return [DeadLetter(**row) for row in rows], max(1, -(-count // PAGE_SIZE))


async def count_waiting(now: datetime) -> int:
    """Return how many messages wait, to show whether deliveries keep up."""
    is_waiting = Message.status.is_in(list(outbox.WAITING))
    count: int = await Message.count().where(is_waiting, Message.created_at <= now)
    return count


async def retry_message(message_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Send a message that was given up once more, with a fresh count of attempts.

    Raises MessageNotFoundError, and NothingToRetryError where there is no
    address or the code in it is no longer good.
    """
    async with transaction():
        row = (
            await Message.select()
            .where(Message.id == message_id, Message.status == MessageStatus.DEAD.value)
            .first()
        )
        if row is None:
            raise MessageNotFoundError
        letter = DeadLetter(**{name: row[name] for name in DeadLetter.__dataclass_fields__})
        if not letter.may_retry:
            raise NothingToRetryError
        await Message.update(
            {
                Message.status: MessageStatus.PENDING.value,
                Message.attempts: 0,
                Message.next_attempt_at: now,
                Message.last_error: None,
            }
        ).where(Message.id == message_id, Message.status == MessageStatus.DEAD.value)
        await audit.record(
            "notifications.message_retried", message_id, actor=actor, now=now, person_id=letter.person_id
        )
