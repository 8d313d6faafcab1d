"""Invitations as calendar objects (RFC 5545 and RFC 5546): asked for, changed, cancelled."""

from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vCalAddress, vText, vUri

from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.invitation import (
    Invitation,
    ensure_is_revision,
    organizer_name,
    shown_summary,
)
from wethaq.platform.invitations.wording import clean_line, clean_name, mail_uri
from wethaq.platform.localisation import Language, gettext, use_language

PRODUCT: Final = "-//Wethaq Family Association//Wethaq//EN"


def request_ics(invitation: Invitation, *, now: datetime) -> str:
    """Return the first invitation to an appointment (RFC 5546, section 3.2.2)."""
    calendar = new_calendar("REQUEST")
    calendar.add_component(_booked_event(invitation, now))
    return written(calendar)


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
    calendar = new_calendar("CANCEL")
    event = _event_for_guest(invitation, now)
    event.add("status", "CANCELLED")
    calendar.add_component(event)
    return written(calendar)


def new_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def plain_event(uid: str, sequence: int, starts_at: datetime, ends_at: datetime, now: datetime) -> Event:
    """Return an event with what every one of ours has, all times in UTC."""
    if now.tzinfo is None:
        raise UnfitInvitationError("not_in_utc")
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    for name, moment in (("dtstamp", now), ("dtstart", starts_at), ("dtend", ends_at)):
        event.add(name, moment.astimezone(UTC).replace(microsecond=0))
    event.add("class", "PRIVATE")
    return event


def organizer_address(address: str, language: Language) -> vCalAddress:
    return _calendar_address(address, organizer_name(language))


def written(calendar: Calendar) -> str:
    """Return a calendar as text, lines folded at 75 octets and ended by CRLF."""
    octets: bytes = calendar.to_ical()
    return octets.decode("utf-8")


def _booked_event(invitation: Invitation, now: datetime) -> Event:
    event = _event_for_guest(invitation, now)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    if where := clean_line(invitation.place) or invitation.link:
        event.add("location", where)
    event.add("description", _description(invitation))
    event.add("url", vUri(invitation.manage_url))
    for before in sorted(set(invitation.alarms), reverse=True):
        event.add_component(_alarm(before, shown_summary(invitation.summary, invitation.language)))
    return event


def _event_for_guest(invitation: Invitation, now: datetime) -> Event:
    event = plain_event(invitation.uid, invitation.sequence, invitation.starts_at, invitation.ends_at, now)
    event.add("summary", shown_summary(invitation.summary, invitation.language))
    event.add("organizer", organizer_address(invitation.organizer, invitation.language))
    event.add("attendee", _guest(invitation))
    return event


def _guest(invitation: Invitation) -> vCalAddress:
    guest = _calendar_address(invitation.guest, clean_name(invitation.guest_name))
    guest.params["CUTYPE"] = vText("INDIVIDUAL")
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("TRUE")
    return guest


def _calendar_address(address: str, name: str | None) -> vCalAddress:
    result = vCalAddress(mail_uri(address))
    if name:
        result.params["CN"] = vText(name)
    return result


def _description(invitation: Invitation) -> str:
    with use_language(invitation.language):
        manage = gettext("To change or cancel: {link}").format(link=invitation.manage_url)
        if invitation.link is None:
            return manage
        join = gettext("To join: {link}").format(link=invitation.link)
        return f"{join}\n{manage}"


def _alarm(before: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -before)
    return alarm
