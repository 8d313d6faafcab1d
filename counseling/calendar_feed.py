"""A counselor's calendar as a feed by a secret link: when and where, and with nobody's name.

The link lives in telephones and in other companies' servers; so the address
is all that is needed, it can be revoked, and there is nothing in the feed that could harm anybody.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.attending import UID_DOMAIN
from wethaq.counseling.diary import list_rooms
from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, CounselorRow
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.invitations.feed import FeedEntry, feed_ics
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.notifications.wording import site_link
from wethaq.platform.security.limit_policy import Limit
from wethaq.platform.security.limits import ensure_within_limit, record_attempt
from wethaq.platform.security.tokens import new_token, token_digest
from wethaq.platform.settings import get_settings

LOOKS_BACK: Final = timedelta(days=31)
IN_FEED: Final = [
    AppointmentStatus.CONFIRMED.value,
    AppointmentStatus.CHECKED_IN.value,
    AppointmentStatus.ATTENDED.value,
]
TRIES: Final = "counseling.feed"
TRIES_A_NETWORK: Final = Limit(most=60, is_slowing=False)
"""Only links that lead nowhere count: the servers of Google and Microsoft ask for many people from one address."""
TOKEN_LENGTH: Final = len(new_token())


@dataclass(frozen=True, slots=True)
class Feed:
    """What is answered: the calendar, and by what a client tells whether it has changed."""

    ics: str
    etag: str
    changed_at: datetime


async def make_feed_link(*, actor: Actor, now: datetime) -> str:
    """Make a new secret link and return its token, which is shown once; the one before ends at once."""
    token = new_token()
    await _set_digest(token_digest(token), "counseling.feed_link_made", actor=actor, now=now)
    return token


async def revoke_feed_link(*, actor: Actor, now: datetime) -> None:
    """End the link: whoever has it gets nothing any more."""
    await _set_digest(None, "counseling.feed_link_revoked", actor=actor, now=now)


async def has_feed_link(counselor_id: UUID) -> bool:
    """Tell whether there is a link in force."""
    return await CounselorRow.exists().where(
        CounselorRow.id == counselor_id, CounselorRow.feed_digest.is_not_null()
    )


async def read_feed(token: str, *, network: str, language: Language, now: datetime) -> Feed:
    """Return the feed of a link. Old, invented and broken links look alike: raises NotFoundError."""
    if len(token) != TOKEN_LENGTH:
        raise NotFoundError
    await ensure_within_limit(TRIES, network, now, TRIES_A_NETWORK)
    row = await CounselorRow.select().where(CounselorRow.feed_digest == token_digest(token)).first()
    if row is None:
        await record_attempt(TRIES, network, now, TRIES_A_NETWORK)
        raise NotFoundError
    entries = await _entries(row["id"], language, now=now)
    print_ = _print_of(entries, language)
    changed_at = await _changed_at(row, print_, now=now)
    organizer = get_settings().mail_from
    return Feed(feed_ics(entries, organizer=organizer, language=language, now=changed_at), print_, changed_at)


async def _entries(counselor_id: UUID, language: Language, *, now: datetime) -> list[FeedEntry]:
    rows = (
        await AppointmentRow.select()
        .where(
            AppointmentRow.counselor_id == counselor_id,
            AppointmentRow.status.is_in(IN_FEED),
            AppointmentRow.starts_at > now - LOOKS_BACK,
        )
        .order_by(AppointmentRow.starts_at)
    )
    appointments = [Appointment.of(row) for row in rows]
    sequences = await _sequences([each.id for each in appointments])
    rooms = {room.id: room.name(language) for room in await list_rooms()}
    with use_language(language):
        ways = {modality: gettext(words) for modality, words in MODALITY_NAMES.items()}
    return [
        FeedEntry(
            uid=f"{each.id}@{UID_DOMAIN}",
            sequence=sequences.get(each.id, 0),
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            place=_place(each, rooms, ways),
            url=site_link(f"/desk/counseling/appointments/{each.id}", language),
        )
        for each in appointments
    ]


def _place(appointment: Appointment, rooms: dict[UUID, str], ways: dict[Modality, str]) -> str:
    room = rooms.get(appointment.room_id) if appointment.room_id else None
    return room or ways[appointment.modality]


async def _sequences(ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return each appointment's revision: that of its guests' entries."""
    if not ids:
        return {}
    rows = await AttendeeRow.select(AttendeeRow.appointment_id, AttendeeRow.sequence).where(
        AttendeeRow.appointment_id.is_in(list(ids))
    )
    found: dict[UUID, int] = {}
    for row in rows:
        found[row["appointment_id"]] = max(row["sequence"], found.get(row["appointment_id"], 0))
    return found


def _print_of(entries: Sequence[FeedEntry], language: Language) -> str:
    return hashlib.sha256(repr((language, entries)).encode()).hexdigest()[:32]


async def _changed_at(row: dict[str, Any], print_: str, *, now: datetime) -> datetime:
    """Return since when the feed reads as it does; its first reader after a change notes the moment."""
    if row["feed_print"] == print_ and row["feed_changed_at"] is not None:
        since: datetime = row["feed_changed_at"]
        return since
    moment = now.replace(microsecond=0)
    await CounselorRow.update({CounselorRow.feed_print: print_, CounselorRow.feed_changed_at: moment}).where(
        CounselorRow.id == row["id"]
    )
    return moment


async def _set_digest(digest: str | None, event: str, *, actor: Actor, now: datetime) -> None:
    async with transaction():
        counselor = await find_own_counselor(actor=actor)
        if counselor is None:
            raise NotFoundError
        values: dict[Any, Any] = {CounselorRow.feed_digest: digest, CounselorRow.feed_print: None}
        await CounselorRow.update(values).where(CounselorRow.id == counselor.id)
        await audit.record(event, counselor.id, actor=actor, now=now)
