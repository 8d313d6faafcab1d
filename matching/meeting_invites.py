"""Telling both of the meeting: a neutral message and a neutral calendar entry, that name nobody else."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.meetings import LASTS, MahramRelation, MeetingOutcome
from wethaq.matching.proposals import COUPLE, ProposalRecord
from wethaq.matching.telling import PATH, reader_of
from wethaq.platform.invitations.invitation import Invitation, organizer_name
from wethaq.platform.invitations.messages import cancel_ics, request_ics, update_ics
from wethaq.platform.notifications.service import Guest, invite
from wethaq.platform.notifications.wording import site_link
from wethaq.platform.settings import get_settings

UID_DOMAIN: Final = "appointments.wethaq"
"""The same as every other appointment's, so that an entry doesn't say what it is for."""
Write = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that is set or was held."""

    id: UUID
    room: str
    starts_at: datetime
    mahram_name: str
    mahram_relation: MahramRelation
    host_id: UUID
    outcome: MeetingOutcome | None
    uid: str
    sequence: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Meeting":
        return cls(
            id=row["id"],
            room=row["room"],
            starts_at=row["starts_at"],
            mahram_name=row["mahram_name"],
            mahram_relation=MahramRelation(row["mahram_relation"]),
            host_id=row["host_id"],
            outcome=MeetingOutcome(row["outcome"]) if row["outcome"] else None,
            uid=row["uid"],
            sequence=row["sequence"],
        )

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LASTS

    def revised(self, sequence: int) -> "Meeting":
        return replace(self, sequence=sequence)


async def told(proposal: ProposalRecord, meeting: Meeting, *, is_moved: bool, now: datetime) -> None:
    """Invite both, and her guardian where he has an account; a moved meeting moves in their calendars."""
    kind = "matching_meeting_moved" if is_moved else "matching_meeting_set"
    await _each(proposal, meeting, kind, update_ics if is_moved else request_ics, now=now)


async def called_off(proposal: ProposalRecord, meeting: Meeting, *, now: datetime) -> None:
    """Say that the appointment is no more, and not why."""
    await _each(proposal, meeting, "matching_meeting_cancelled", cancel_ics, now=now)


def guest_uid(meeting: Meeting, party: Party) -> str:
    """Return the UID of one guest's entry: the same for its life, and saying neither what for nor as whom."""
    digest = hashlib.sha256(f"{meeting.uid}|{party.value}".encode()).hexdigest()[:32]
    return f"{digest}@{UID_DOMAIN}"


async def _each(
    proposal: ProposalRecord, meeting: Meeting, kind: str, write: Write, *, now: datetime
) -> None:
    for party in (*COUPLE, Party.WALI):
        person_id = await reader_of(proposal, party)
        if person_id is not None:
            await _invite(person_id, party, meeting, kind, write, now=now)


async def _invite(
    person_id: UUID, party: Party, meeting: Meeting, kind: str, write: Write, *, now: datetime
) -> None:
    def make_calendar(guest: Guest) -> str:
        return write(_entry(meeting, party, guest), now=now)

    context = {"starts_at": meeting.starts_at, "path": PATH}
    await invite(person_id, kind, context, make_calendar=make_calendar, now=now)


def _entry(meeting: Meeting, party: Party, guest: Guest) -> Invitation:
    return Invitation(
        uid=guest_uid(meeting, party),
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        language=guest.language,
        organizer=get_settings().mail_from,
        guest=guest.email,
        guest_name=guest.name,
        manage_url=site_link(PATH, guest.language),
        place=organizer_name(guest.language),
    )
