"""Invitations as calendar objects (RFC 5545 and RFC 5546): asked for, changed, cancelled."""

from datetime import datetime, timedelta

from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.invitation import (
    Invitation,
    ensure_is_revision,
    organizer_name,
    shown_summary,
)
from wethaq.platform.invitations.wording import clean_line, clean_name, mail_uri
from wethaq.platform.invitations.writing import address, block, calendar_text, duration, moment, text
from wethaq.platform.localisation import Language, gettext, use_language

Lines = tuple[str, ...]


def request_ics(invitation: Invitation, *, now: datetime) -> str:
    """Return the first invitation to an appointment (RFC 5546, section 3.2.2)."""
    lines = (
        *_what_and_when(invitation, now),
        _guest(invitation),
        "CLASS:PRIVATE",
        text("DESCRIPTION", _description(invitation)),
        *place_line(invitation.place, otherwise=invitation.link),
        organizer_line(invitation.organizer, invitation.language),
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        f"URL:{invitation.manage_url}",
        *_alarms(invitation),
    )
    return calendar_text("REQUEST", *block("VEVENT", *lines))


def update_ics(invitation: Invitation, *, now: datetime) -> str:
    """Return the same appointment at another time or place.

    It is a REQUEST again; what makes it a change is the UID that the guest's
    calendar knows and a SEQUENCE above the last one (RFC 5546, section 3.2.2.1).
    """
    ensure_is_revision(invitation.sequence)
    return request_ics(invitation, now=now)


def cancel_ics(invitation: Invitation, *, now: datetime) -> str:
    """Return what takes the appointment out of the guest's calendar (RFC 5546, section 3.2.5).

    Place, links and alarms are left out: a device must not ring for an
    appointment that is no more.
    """
    ensure_is_revision(invitation.sequence)
    lines = (
        *_what_and_when(invitation, now),
        _guest(invitation),
        "CLASS:PRIVATE",
        organizer_line(invitation.organizer, invitation.language),
        "STATUS:CANCELLED",
    )
    return calendar_text("CANCEL", *block("VEVENT", *lines))


def event_head(
    summary: str, uid: str, sequence: int, starts_at: datetime, ends_at: datetime, now: datetime
) -> Lines:
    """Return what every event of ours begins with, all times in UTC."""
    if now.tzinfo is None:
        raise UnfitInvitationError("not_in_utc")
    times = (("DTSTART", starts_at), ("DTEND", ends_at), ("DTSTAMP", now))
    return (
        text("SUMMARY", summary),
        *(moment(name, at) for name, at in times),
        f"UID:{uid}",
        f"SEQUENCE:{sequence}",
    )


def organizer_line(mailbox: str, language: Language) -> str:
    return address("ORGANIZER", mail_uri(mailbox), organizer_name(language))


def place_line(place: str | None, *, otherwise: str | None = None) -> Lines:
    where = clean_line(place) or otherwise
    return (text("LOCATION", where),) if where else ()


def _what_and_when(invitation: Invitation, now: datetime) -> Lines:
    summary = shown_summary(invitation.summary, invitation.language)
    span = invitation.starts_at, invitation.ends_at
    return event_head(summary, invitation.uid, invitation.sequence, *span, now)


def _guest(invitation: Invitation) -> str:
    asked = ("CUTYPE=INDIVIDUAL", "PARTSTAT=NEEDS-ACTION", "ROLE=REQ-PARTICIPANT", "RSVP=TRUE")
    return address("ATTENDEE", mail_uri(invitation.guest), clean_name(invitation.guest_name), *asked)


def _description(invitation: Invitation) -> str:
    with use_language(invitation.language):
        manage = gettext("To change or cancel: {link}").format(link=invitation.manage_url)
        if invitation.link is None:
            return manage
        join = gettext("To join: {link}").format(link=invitation.link)
        return f"{join}\n{manage}"


def _alarms(invitation: Invitation) -> Lines:
    """Return the alarms, the earliest first."""
    words = text("DESCRIPTION", shown_summary(invitation.summary, invitation.language))
    before = sorted(set(invitation.alarms), reverse=True)
    return tuple(line for each in before for line in _alarm(each, words))


def _alarm(before: timedelta, words: str) -> Lines:
    return block("VALARM", "ACTION:DISPLAY", words, f"TRIGGER:-{duration(before)}")
