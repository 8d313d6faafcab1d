"""What an invitation says and, above all, what it doesn't."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from tests.platform.invitations.builders import (
    NOW,
    STARTS_AT,
    a_feed_entry,
    an_invitation,
    every_message,
    invitations,
    lines_named,
    unfolded,
)
from wethaq.platform.invitations.errors import UnfitInvitationError
from wethaq.platform.invitations.feed import feed_ics
from wethaq.platform.invitations.invitation import Invitation
from wethaq.platform.invitations.messages import cancel_ics, request_ics, update_ics


def test_a_family_reads_no_reason_in_a_shared_calendar() -> None:
    assert lines_named(request_ics(an_invitation(), now=NOW), "SUMMARY") == ["SUMMARY:موعد – وثاق"]
    english = request_ics(an_invitation(language="en"), now=NOW)
    assert lines_named(english, "SUMMARY") == ["SUMMARY:Appointment – Wethaq"]


def test_a_guest_may_choose_other_words() -> None:
    ics = request_ics(an_invitation(summary="Dentist; at\nnoon"), now=NOW)
    assert lines_named(ics, "SUMMARY") == [r"SUMMARY:Dentist\; at noon"]


@given(invitations)
@settings(deadline=None, max_examples=50)
def test_an_invitation_names_nobody_but_its_guest(invitation: Invitation) -> None:
    for kind, ics in every_message(invitation).items():
        addresses = set(re.findall(r"mailto:([^\r\n]+)", "\n".join(unfolded(ics))))
        assert len(addresses) == (1 if kind == "PUBLISH" else 2)


def test_spouses_do_not_read_each_other_in_their_invitations() -> None:
    hers = an_invitation(guest="noura@example.com", guest_name="نورة")
    his = an_invitation(guest="saad@example.com", guest_name="سعد")
    assert not [ics for ics in every_message(hers).values() if "saad" in ics or "سعد" in ics]
    assert not [ics for ics in every_message(his).values() if "noura" in ics or "نورة" in ics]


def test_a_change_keeps_the_entry_and_raises_its_number() -> None:
    first = Calendar.from_ical(request_ics(an_invitation(), now=NOW)).events[0]
    moved = an_invitation(
        sequence=1, starts_at=STARTS_AT + timedelta(hours=1), ends_at=STARTS_AT + timedelta(hours=2)
    )
    second = Calendar.from_ical(update_ics(moved, now=NOW + timedelta(minutes=1))).events[0]
    assert (first["UID"], second["SEQUENCE"]) == (second["UID"], 1)
    assert second["DTSTAMP"].dt - first["DTSTAMP"].dt == timedelta(minutes=1)
    assert second.start == STARTS_AT + timedelta(hours=1)


def test_a_cancelled_appointment_rings_nowhere_and_links_nowhere() -> None:
    ics = cancel_ics(an_invitation(sequence=3, link="https://meet.wethaq.test/x"), now=NOW)
    assert lines_named(ics, "METHOD") == ["METHOD:CANCEL"]
    assert lines_named(ics, "STATUS") == ["STATUS:CANCELLED"]
    assert lines_named(ics, "SEQUENCE") == ["SEQUENCE:3"]
    assert "VALARM" not in ics
    assert "https://" not in ics


@pytest.mark.parametrize("write", [update_ics, cancel_ics])
def test_a_change_without_a_new_number_is_refused(write: Any) -> None:
    with pytest.raises(UnfitInvitationError):
        write(an_invitation(sequence=0), now=NOW)


def test_a_meeting_by_video_is_joined_from_the_calendar() -> None:
    ics = request_ics(an_invitation(place=None, link="https://meet.wethaq.test/x"), now=NOW)
    assert lines_named(ics, "LOCATION") == ["LOCATION:https://meet.wethaq.test/x"]
    assert "https://meet.wethaq.test/x\\n" in lines_named(ics, "DESCRIPTION")[0]


def test_every_invitation_leads_back_to_where_it_is_managed() -> None:
    invitation = an_invitation()
    ics = request_ics(invitation, now=NOW)
    assert lines_named(ics, "URL") == [f"URL:{invitation.manage_url}"]
    assert lines_named(ics, "DESCRIPTION")[0] == f"DESCRIPTION:للتعديل أو الإلغاء: {invitation.manage_url}"


def test_alarms_ring_before_the_start() -> None:
    ics = request_ics(an_invitation(alarms=(timedelta(hours=2), timedelta(days=1))), now=NOW)
    assert [line for line in unfolded(ics) if "TRIGGER" in line] == ["TRIGGER:-P1D", "TRIGGER:-PT2H"]
    assert "VALARM" not in request_ics(an_invitation(alarms=()), now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": datetime(2026, 12, 1, 14), "ends_at": datetime(2026, 12, 1, 15)},  # noqa: DTZ001 - the fault
        {"starts_at": STARTS_AT.astimezone(timezone(timedelta(hours=3)))},
        {"ends_at": STARTS_AT},
        {"sequence": -1},
        {"sequence": 2**31},
        {"guest": "noura@example.com\r\nATTENDEE:mailto:x@example.com"},
        {"guest": "nobody"},
        {"organizer": "Wethaq <office@wethaq.test>"},
        {"manage_url": "javascript:alert(1)"},
        {"manage_url": "https://wethaq.test/\r\nATTACH:x"},
        {"link": "ftp://x"},
        {"uid": "1 2 3 4 5 6"},
        {"uid": "x"},
        {"alarms": (timedelta(hours=-1),)},
    ],
)
def test_what_calendars_would_misread_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnfitInvitationError):
        an_invitation(**changes)


def test_a_feed_tells_only_when_and_where() -> None:
    entries = [a_feed_entry(), a_feed_entry(uid="another-uid@wethaq.test", summary="Room is being painted")]
    ics = feed_ics(
        entries, organizer="office@wethaq.test", language="en", now=datetime(2026, 11, 22, tzinfo=UTC)
    )
    assert lines_named(ics, "METHOD") == ["METHOD:PUBLISH"]
    assert lines_named(ics, "SUMMARY") == ["SUMMARY:Appointment – Wethaq", "SUMMARY:Room is being painted"]
    assert "ATTENDEE" not in ics
    assert "VALARM" not in ics
    assert len(Calendar.from_ical(ics).events) == 2


def test_a_feed_of_a_free_week_is_still_a_calendar() -> None:
    ics = feed_ics([], organizer="office@wethaq.test", language="ar", now=NOW)
    assert Calendar.from_ical(ics).events == []
