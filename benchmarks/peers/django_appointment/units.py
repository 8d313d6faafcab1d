"""What is measured at the peer: its real views, each answer looked at."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from appointment.models import Service, StaffMember
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail

from benchmarks.diary import LENGTH, coming_days, starts_of
from benchmarks.metering import Meter
from benchmarks.orders import Unit
from benchmarks.peers.django_appointment import rows
from benchmarks.peers.django_appointment.browser import Browser

DETAILS = {
    "payment_type": "full",
    "name": "Sara Al-Harbi",
    "phone_0": "SA",
    "phone_1": "0500000000",
    "address": "Tabuk",
    "additional_info": "By phone, please.",
}


def make_units(past: int) -> Mapping[str, Unit]:
    rows.make_tables()
    staff, service, client = rows.fill(past)
    meter = Meter()
    browser = Browser(meter, {settings.SESSION_COOKIE_NAME: _signed_in(client)})
    visit = Visit(browser, staff, service)
    empty, full = coming_days()
    visit.open()
    meter.read_and_reset()

    def slots(on: date, count: int) -> float:
        starts = visit.slots(on)
        assert len(starts) == count, starts
        return meter.read_and_reset()

    def book() -> float:
        mail.outbox = []
        start = visit.book(empty)
        cost = meter.read_and_reset()
        appointment = rows.appointment_at(empty, start.time())
        assert appointment is not None
        entries = {message.to[0]: [name for name, *_ in message.attachments] for message in mail.outbox}
        assert entries == {address: ["appointment.ics"] for address in (client.email, staff.user.email)}
        rows.forget(appointment)
        return cost

    return {
        "slots_of_an_empty_day": lambda: slots(empty, len(starts_of(empty))),
        "slots_of_a_full_day": lambda: slots(full, 1),
        "booking_round_trip": book,
    }


class Visit:
    """The way from the times of a day to the page that says thank you, as its pages and scripts go it."""

    def __init__(self, browser: Browser, staff: StaffMember, service: Service) -> None:
        self._browser = browser
        self._staff = staff
        self._service = service

    def open(self) -> None:
        """Open the page with the calendar, which also gives the cookie of the cross-site check."""
        page = self._browser.get(f"/appointment/request/{self._service.pk}/")
        assert page.status == 200, page.body
        assert b"djappt-booking-form" in page.body

    def slots(self, on: date) -> list[datetime]:
        """Ask as the calendar's script does when somebody chooses a day."""
        answer = self._browser.get(
            "/appointment/ajax/available_slots/",
            {
                "selected_date": on.isoformat(),
                "staff_member": str(self._staff.pk),
                "service_id": str(self._service.pk),
            },
            is_ajax=True,
        )
        assert answer.status == 200, answer.body
        return [datetime.fromisoformat(start) for start, _ in json.loads(answer.body)["available_slots"]]

    def book(self, on: date) -> datetime:
        """Book the first free time of a day: times, choice, details, confirmation with mails and entries."""
        start = self.slots(on)[0]
        chosen = self._browser.post(
            "/appointment/request-submit/",
            {
                "date": on.isoformat(),
                "start_time": start.strftime("%H:%M"),
                "end_time": (start + LENGTH).strftime("%H:%M"),
                "service": str(self._service.pk),
                "staff_member": str(self._staff.pk),
            },
        )
        assert chosen.status == 302, chosen.body
        details = self._browser.get(chosen.headers["location"])
        assert details.status == 200
        assert b"djappt-client-form" in details.body
        confirmed = self._browser.post(chosen.headers["location"], DETAILS)
        assert confirmed.status == 302, confirmed.body
        thanks = self._browser.get(confirmed.headers["location"])
        assert thanks.status == 200
        return start


def _signed_in(client: object) -> str:
    """Return the cookie of a session, as its own sign-in makes one."""
    session = SessionStore()
    session[SESSION_KEY] = str(client.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = client.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)
