"""Opening a group session: a counselor's time, a room that seats everybody, and so many places."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.confirming import NUMBERS
from wethaq.counseling.finding import Wanted
from wethaq.counseling.loading import get_appointment, get_counselor
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.placing import place
from wethaq.counseling.policy.access import BOOKERS, NotTheirPartError, may_plan
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.services import Attendance, Modality, ensure_attendees
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import AppointmentRow
from wethaq.counseling.terms import bookable
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.numbering import next_service_number

ANY_REASON: Final = "group"
"""A group may meet outside the counselor's hours: it is announced, and nobody is surprised by it."""


async def open_group_session(
    counselor_id: UUID,
    service: str,
    starts_at: datetime,
    modality: Modality,
    seats: int,
    *,
    actor: Actor,
    now: datetime,
    topics: tuple[str | None, str | None] = (None, None),
) -> Appointment:
    """Open a session for as many as there are seats; `topics` say in Arabic and English what it is about.

    Raises NoSeatLeftError for more seats than the service has, JustTakenError, ModalityNotOfferedError.
    """
    counselor = await get_counselor(counselor_id)
    if not (actor.has(*BOOKERS) or may_plan(actor, counselor.account_id)):
        raise NotTheirPartError
    if find_service(service).attendance is not Attendance.GROUP:
        raise NotFoundError
    ensure_attendees(await bookable(service), seats)
    wanted = Wanted(
        service=service, modality=modality, preference=Preference(counselor_id=counselor_id), count=seats
    )
    async with transaction():
        appointment_id = await _insert(wanted, starts_at, topics, actor=actor, now=now)
        await audit.record("counseling.group_opened", appointment_id, actor=actor, now=now)
    return await get_appointment(appointment_id)


async def _insert(
    wanted: Wanted,
    starts_at: datetime,
    topics: tuple[str | None, str | None],
    *,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Take the counselor's time and a room, and write the session down."""
    appointment_id = new_id()
    placed = await place(
        appointment_id,
        wanted,
        starts_at,
        held_until=None,
        now=now,
        staff_reason=ANY_REASON,
        is_by_staff=True,
    )
    values: dict[str, Any] = {
        **placed.columns(starts_at),
        "id": appointment_id,
        "number": await next_service_number(NUMBERS, now=now),
        "service": wanted.service,
        "status": AppointmentStatus.CONFIRMED.value,
        "modality": wanted.modality.value,
        "seats": wanted.count,
        "is_group": True,
        "topic_ar": topics[0],
        "topic_en": topics[1],
        "channel": actor.channel.value,
        "entered_by": actor.account_id,
        "asked_at": now,
        "confirmed_at": now,
    }
    return await insert_sealed(AppointmentRow, values)
