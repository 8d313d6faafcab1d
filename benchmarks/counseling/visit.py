"""A family on its way to an appointment, step by step as the pages of a booking take it.

For the time being the steps are the service functions that each page calls: what a
page adds (the request, the session, the template) is not in these figures yet.
`Visit` is all that `units.py` knows; with the pages only this file changes.
"""

from datetime import UTC, date, datetime
from typing import Any, Self
from uuid import UUID

from benchmarks.metering import Meter
from tests.counseling.people import a_family
from wethaq.counseling import bookings, confirming, finding, guard, holding
from wethaq.counseling.choices import Choices
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, HeldCellRow
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.mail import build_mail
from wethaq.platform.notifications.outbox import OutgoingMessage
from wethaq.platform.settings import get_settings

ANSWERS = {"concern": "نختلف كثيرًا على تربية الأولاد.", "hope": "أن نتفاهم."}


class KeepingCourier:
    """Builds each mail to its last octet and keeps it, as the peer's memory back end does."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.texts: list[str] = []

    async def carry(self, message: OutgoingMessage, *, now: datetime) -> None:
        if message.channel is Channel.EMAIL:
            self.mails.append(build_mail(message, sender=get_settings().mail_from, now=now).as_bytes())
        else:
            self.texts.append(message.body)

    async def close(self) -> None:
        """Nothing is open."""


class Visit:
    """One signed-in person who has read and agreed to what comes first."""

    def __init__(self, actor: Actor, meter: Meter) -> None:
        self._actor = actor
        self._meter = meter

    @classmethod
    async def begin(cls, meter: Meter) -> Self:
        actor = await a_family(now=datetime.now(UTC), email="noura@example.org")
        return cls(actor, meter)

    async def slots(self, counselor_id: UUID | None, first_on: date, days: int) -> list[datetime]:
        """Look at the free times of one counselor or of any."""
        wanted = _choices(counselor_id).wanted(self._person_id)
        with self._meter.running():
            offer = await finding.find_times(wanted, first_on, days, now=datetime.now(UTC))
            return [start for starts in offer.starts_by_day().values() for start in starts]

    async def book(self, counselor_id: UUID, on: date) -> UUID:
        """Book the first free time of a day: choices, times, hold, questionnaire, sending, and the mail."""
        courier, now = KeepingCourier(), datetime.now(UTC)
        said: dict[str, Any] = {"actor": self._actor, "now": now}
        with self._meter.running():
            booking = await bookings.begin_booking(**said)
            await bookings.save_choices(booking.id, _choices(counselor_id), **said)
        start, *_ = await self.slots(counselor_id, on, 1)
        with self._meter.running():
            await holding.hold_time(booking.id, start, **said)
            await bookings.save_answers(booking.id, ANSWERS, **said)
            appointment = await confirming.send_booking(booking.id, **said)
            couriers = {Channel.EMAIL: courier, Channel.SMS: courier}
            await deliver_due(now, couriers=couriers, jitter=lambda: 0.5)
        await ensure_booked(appointment.id, start, courier)
        return appointment.id

    async def undo(self, appointment_id: UUID) -> None:
        """Take a booking back without a trace, so that the next one meets the same day."""
        await guard.release(appointment_id)
        await AttendeeRow.delete().where(AttendeeRow.appointment_id == appointment_id)
        await AppointmentRow.delete().where(AppointmentRow.id == appointment_id)

    @property
    def _person_id(self) -> UUID:
        assert self._actor.person_id is not None
        return self._actor.person_id


async def ensure_booked(appointment_id: UUID, start: datetime, courier: KeepingCourier) -> None:
    row = await AppointmentRow.select().where(AppointmentRow.id == appointment_id).first()
    assert row is not None
    assert (row["status"], row["starts_at"]) == ("confirmed", start), row
    first_cell = int(start.timestamp()) // 300
    assert await HeldCellRow.exists().where(
        HeldCellRow.resource_id == row["counselor_id"], HeldCellRow.cell == first_cell
    )
    (mail,), (_text,) = courier.mails, courier.texts
    assert b'method="REQUEST"' in mail, mail.decode()


def _choices(counselor_id: UUID | None) -> Choices:
    return Choices(service="marital", modality=Modality.PHONE, counselor_id=counselor_id)
