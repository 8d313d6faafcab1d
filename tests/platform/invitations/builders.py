"""Invitations of every kind, and the calendars of others."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from wethaq.platform.invitations.feed import FeedEntry, feed_ics
from wethaq.platform.invitations.invitation import Invitation
from wethaq.platform.invitations.messages import cancel_ics, request_ics, update_ics

NOW = datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=UTC)
STARTS_AT = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
OFFICE = "appointments@wethaq.test"
MANAGE = "https://wethaq.test/en/appointments/3f9b?token=aB-3_x&again=1"


def an_invitation(**changes: Any) -> Invitation:
    values: dict[str, Any] = {
        "uid": "0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b@wethaq.test",
        "sequence": 0,
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT + timedelta(minutes=50),
        "language": "ar",
        "organizer": OFFICE,
        "guest": "noura@example.com",
        "guest_name": "نورة بنت سعد",
        "manage_url": MANAGE,
        "place": "مقر الجمعية، الدور الثاني",
    }
    return Invitation(**{**values, **changes})


def a_feed_entry(**changes: Any) -> FeedEntry:
    values: dict[str, Any] = {
        "uid": "0199a1b2-0000-7000-8000-000000000001@wethaq.test",
        "sequence": 2,
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT + timedelta(minutes=50),
        "place": "غرفة 2",
        "url": "https://wethaq.test/desk/appointments/1",
    }
    return FeedEntry(**{**values, **changes})


def every_message(invitation: Invitation, now: datetime = NOW) -> dict[str, str]:
    """Return all kinds of what we send about one appointment."""
    changes = {name: getattr(invitation, name) for name in invitation.__dataclass_fields__}
    revised = Invitation(**{**changes, "sequence": invitation.sequence + 1})
    entry = a_feed_entry(place=invitation.place, summary=invitation.summary)
    return {
        "REQUEST": request_ics(invitation, now=now),
        "UPDATE": update_ics(revised, now=now),
        "CANCEL": cancel_ics(revised, now=now),
        "PUBLISH": feed_ics([entry], organizer=OFFICE, language=invitation.language, now=now),
    }


def unfolded(ics: str) -> list[str]:
    """Return the lines of an object as their writer meant them."""
    return ics.replace("\r\n ", "").split("\r\n")[:-1]


def lines_named(ics: str, name: str) -> list[str]:
    return [line for line in unfolded(ics) if line.startswith((f"{name}:", f"{name};"))]


def a_calendar(*events: str, zones: str = "", extra: str = "") -> bytes:
    """Write another program's calendar; an event is its lines."""
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n{extra}{zones}{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "نورة بنت سعد الجهني آل ABC xyz,;:\\\"'^<>@=\r\n\t\0\x0b\x7f\u2028\u202e\u200f👨‍👩‍👧é"
        ),
        st.characters(),
    ),
    max_size=120,
)
"""Names and titles as nobody should type them."""

invitations = st.builds(
    an_invitation,
    language=st.sampled_from(["ar", "en"]),
    guest_name=st.none() | letters,
    place=st.none() | letters,
    summary=st.none() | letters,
    link=st.none() | st.just("https://meet.wethaq.test/a-b_c?x=1,2;3"),
    sequence=st.integers(0, 400),
    guest=st.sampled_from(["noura@example.com", "o'neil+a=b&c@mail.example.org", "50%x?{y}#@example.sa"]),
    alarms=st.sampled_from([(), (timedelta(hours=2),), (timedelta(days=1), timedelta(minutes=90))]),
)
