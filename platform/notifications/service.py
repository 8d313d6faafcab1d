"""Telling people: the two functions that other parts call, inside their own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.localisation import Language
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.policy import (
    CODE_LIFETIME,
    Loudness,
    MessageStatus,
    address_of,
    choose_channel,
    loudness,
)
from wethaq.platform.notifications.wording import compose
from wethaq.platform.people.service import contact_of

NO_SAFE_CHANNEL = "no_safe_channel"


async def notify(person_id: UUID, kind: str, context: Mapping[str, Any], *, now: datetime) -> UUID:
    """Put a message to a person in the outbox and return its id.

    In the person's language, by the way they prefer, as quietly as their
    safe-contact rule asks. Where no way is safe, staff see the message as one
    that needs another way; nothing is sent. Raises UnknownMessageKindError.
    """
    contact = await contact_of(person_id)
    channel = choose_channel(contact)
    values = {"reader_sex": contact.sex, **context}
    if channel is None:
        return await _put_aside(person_id, kind, contact.language, now)
    return await _put(
        channel,
        address_of(contact, channel) or "",
        kind,
        values,
        language=contact.language,
        loudness=loudness(contact, channel),
        digits=contact.digits,
        person_id=person_id,
        now=now,
    )


async def send_to_address(
    channel: Channel,
    address: str,
    kind: str,
    context: Mapping[str, Any],
    *,
    language: Language,
    now: datetime,
) -> UUID:
    """Put a message to an address in the outbox: a code, an invitation, an answer to a stranger.

    Raises UnknownMessageKindError.
    """
    return await _put(
        channel, address, kind, context, language=language, loudness=Loudness.FULL, person_id=None, now=now
    )


async def _put(
    channel: Channel,
    address: str,
    kind: str,
    context: Mapping[str, Any],
    *,
    language: Language,
    loudness: Loudness,
    person_id: UUID | None,
    now: datetime,
    digits: DigitShapes = DigitShapes.ASCII,
) -> UUID:
    words = compose(kind, channel, context, language=language, loudness=loudness, digits=digits)
    return await outbox.put(
        {
            "channel": channel.value,
            "kind": kind,
            "language": language,
            "person_id": person_id,
            "address": address,
            "subject": words.subject,
            "body": words.body,
            "expires_at": now + CODE_LIFETIME if "code" in context else None,
        },
        now=now,
    )


async def _put_aside(person_id: UUID, kind: str, language: Language, now: datetime) -> UUID:
    return await outbox.put(
        {
            "channel": outbox.NO_CHANNEL,
            "kind": kind,
            "language": language,
            "person_id": person_id,
            "status": MessageStatus.DEAD.value,
            "last_error": NO_SAFE_CHANNEL,
        },
        now=now,
    )
