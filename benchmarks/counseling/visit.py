"""A family in front of the pages of a booking, in a browser that calls the application in its own process."""

import re
from datetime import UTC, date, datetime
from typing import Any, Self
from uuid import UUID

import httpx

from benchmarks.diary import RIYADH
from benchmarks.metering import Meter
from benchmarks.our_site import MeteredApp
from tests.client import Client
from tests.counseling.pages import STARTS, Family
from tests.counseling.people import agree
from tests.platform.accounts.builders import a_person, actor_for, an_account_of, signed_in
from wethaq.app import app
from wethaq.counseling import guard
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, HeldCellRow
from wethaq.platform.actors import Channel
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.mail import build_mail
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.settings import get_settings

AS_HTMX = {"hx-request": "true"}
ANSWERS = {"topic": "trust", "in_your_words": "نختلف كثيرًا على تربية الأولاد."}
_APPOINTMENT = re.compile(r"/counseling/appointments/([0-9a-f-]{36})/confirmation")


class KeepingCourier:
    """Builds each mail to its last octet and keeps it, as the peer's back end does."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.texts: list[str] = []

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        if message.channel is Channel.EMAIL:
            self.mails.append(build_mail(message, sender=get_settings().mail_from, now=now))
        else:
            self.texts.append(message.body)

    async def close(self) -> None:
        """Nothing is open."""


class Visit:
    """One signed-in person who has read and agreed to what comes first; reached by mail and by text."""

    def __init__(self, family: Family, meter: Meter) -> None:
        self._family = family
        self._meter = meter

    @classmethod
    async def begin(cls, meter: Meter, *, mobile: str) -> Self:
        person_id = await a_person(email="noura@example.org", mobile=mobile)
        account_id = await an_account_of(person_id, mobile)
        actor = await actor_for(account_id)
        await agree(person_id, actor, now=datetime.now(UTC))
        browser = await signed_in(Client(MeteredApp(app, meter)), account_id)
        return cls(Family(browser, actor, mobile), meter)

    async def choose(self, counselor_id: UUID | None) -> None:
        """Come as far as the times; the peer's visitor starts there, so it isn't metered."""
        await self._family.choose(counselor_id=str(counselor_id or ""))
        self._meter.read_and_reset()

    async def slots(self, on: date) -> list[datetime]:
        """Open a day among the two weeks at a glance, as HTMX does."""
        starts = await self._times(**{"from": on.isoformat(), "day": on.isoformat()})
        return [start for start in starts if start.astimezone(RIYADH).date() == on]

    async def week(self, on: date) -> list[datetime]:
        return await self._times(week=on.isoformat())

    async def book(self, on: date) -> UUID:
        """Book the first free time of a day: times, hold, questionnaire, check, confirmation, and the messages."""
        start, *_ = await self.slots(on)
        await self._step("hold", "questionnaire", starts_at=start.isoformat())
        await self._step("questionnaire", "check", **ANSWERS)
        confirmation = await self._step("sending", "confirmation")
        courier = KeepingCourier()
        with self._meter.running():
            couriers = {Channel.EMAIL: courier, Channel.SMS: courier}
            await deliver_due(datetime.now(UTC), couriers=couriers, jitter=lambda: 0.5)
        found = _APPOINTMENT.search(confirmation)
        assert found, confirmation
        appointment_id = UUID(found[1])
        await ensure_booked(appointment_id, start, courier)
        return appointment_id

    async def undo(self, appointment_id: UUID) -> None:
        """Take a booking back without a trace, so that the next one meets the same day."""
        await guard.release(appointment_id)
        await AttendeeRow.delete().where(AttendeeRow.appointment_id == appointment_id)
        await AppointmentRow.delete().where(AppointmentRow.id == appointment_id)

    async def _times(self, **query: Any) -> list[datetime]:
        path = f"{self._family.base}/time"
        answer = await self._family.browser.get(path, params=query, headers=AS_HTMX)
        assert answer.status_code == 200, answer.text
        return [datetime.fromisoformat(start) for start in STARTS.findall(answer.text)]

    async def _step(self, step: str, following: str, **fields: str) -> str:
        """Send a form, make sure that it leads on, and open the page that it leads to; return that page's path."""
        sent: httpx.Response = await self._family.send(step, **fields)
        assert sent.status_code == 303, sent.text
        path = sent.headers["location"]
        assert path.endswith(following), path
        page = await self._family.browser.get(path)
        assert page.status_code == 200, page.text
        return str(path)


async def ensure_booked(appointment_id: UUID, start: datetime, courier: KeepingCourier) -> None:
    """Make sure that the row, the guard's first cell and both messages are there."""
    row = await AppointmentRow.select().where(AppointmentRow.id == appointment_id).first()
    assert row is not None
    assert (row["status"], row["starts_at"]) == ("confirmed", start), row
    first_cell = int(start.timestamp()) // 300
    assert await HeldCellRow.exists().where(
        HeldCellRow.resource_id == row["counselor_id"], HeldCellRow.cell == first_cell
    )
    (mail,), (_text,) = courier.mails, courier.texts
    assert b'method="REQUEST"' in mail, mail.decode()
