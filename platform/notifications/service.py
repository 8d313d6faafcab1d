"""Telling people: the functions that other parts call, inside their own transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.localisation import Language
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.notifications import outbox
from wethaq.platform.notifications.mail import ensure_is_organizer
from wethaq.platform.notifications.policy import (
    CODE_LIFETIME,
    Loudness,
    MessageStatus,
    address_of,
    choose_channel,
    loudness,
)
from wethaq.platform.notifications.wording import compose
from wethaq.platform.people.policy.contact import may_send
from wethaq.platform.people.service import Contact, Sex, contact_of
from wethaq.platform.settings import get_settings

NO_SAFE_CHANNEL = "no_safe_channel"


@dataclass(frozen=True, slots=True)
class Guest:
    """To whom an invitation is written: what a calendar object needs to know of a person."""

    email: str
    name: str
    language: Language
    sex: Sex


async def notify(person_id: UUID, kind: str, context: Mapping[str, Any], *, now: datetime) -> UUID:
    """Put a message to a person in the outbox and return its id.

    In the person's language, by the way they prefer, as quietly as their
    safe-contact rule asks. Where no way is safe, staff see the message as one
    that needs another way; nothing is sent. Raises UnknownMessageKindError.
    """
    contact = await contact_of(person_id)
    return await _tell(person_id, contact, choose_channel(contact), kind, context, now=now)


async def invite(
    person_id: UUID,
    kind: str,
    context: Mapping[str, Any],
    *,
    make_calendar: Callable[[Guest], str],
    now: datetime,
) -> UUID:
    """Tell a person of an appointment and put it into their calendar; return the message's id.

    A calendar only obeys a mail, so the invitation goes to a person's e-mail
    also where they prefer text messages; the text follows, as quietly as
    ever. Without an e-mail it is a message like any other. `make_calendar`
    writes the object now: what is delivered twice is then the same twice, and
    calendars take it for one.

    Raises UnknownMessageKindError, and ForeignOrganizerError where the object's organizer isn't our sender.
    """
    contact = await contact_of(person_id)
    channel = choose_channel(contact)
    if contact.email is None or not may_send(Channel.EMAIL, contact.safe_contact):
        return await _tell(person_id, contact, channel, kind, context, now=now)
    calendar = make_calendar(Guest(contact.email, contact.name, contact.language, contact.sex))
    invitation = await _tell(person_id, contact, Channel.EMAIL, kind, context, calendar=calendar, now=now)
    if channel is Channel.SMS:
        await _tell(person_id, contact, channel, kind, context, now=now)
    return invitation


async def send_to_address(
    channel: Channel,
    address: str,
    kind: str,
    context: Mapping[str, Any],
    *,
    language: Language,
    now: datetime,
    calendar: str | None = None,
) -> UUID:
    """Put a message to an address in the outbox: a code, an invitation, an answer to a stranger.

    `calendar` travels with an e-mail; a text message can't carry one.

    Raises UnknownMessageKindError, and ForeignOrganizerError where the calendar's organizer isn't our sender.
    """
    return await _put(
        channel,
        address,
        kind,
        context,
        language=language,
        loudness=Loudness.FULL,
        person_id=None,
        calendar=calendar if channel is Channel.EMAIL else None,
        now=now,
    )


async def _tell(
    person_id: UUID,
    contact: Contact,
    channel: Channel | None,
    kind: str,
    context: Mapping[str, Any],
    *,
    calendar: str | None = None,
    now: datetime,
) -> UUID:
    if channel is None:
        return await _put_aside(person_id, kind, contact.language, now)
    return await _put(
        channel,
        address_of(contact, channel) or "",
        kind,
        {"reader_sex": contact.sex, **context},
        language=contact.language,
        loudness=loudness(contact, channel),
        digits=contact.digits,
        person_id=person_id,
        calendar=calendar,
        now=now,
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
    calendar: str | None,
    now: datetime,
    digits: DigitShapes = DigitShapes.ASCII,
) -> UUID:
    if calendar is not None:
        ensure_is_organizer(get_settings().mail_from, calendar)
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
            "calendar": calendar,
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
