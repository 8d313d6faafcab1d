"""Solving what a changed plan has left outside: keep it all the same, move it, or cancel it.

Nothing here happens by itself. Moving and cancelling are those of the desk
(`changing.py`), which tell the family; keeping tells nobody, since nothing changes for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.counseling.changing import wanted_elsewhere
from wethaq.counseling.conflict_list import conflicts_of_all
from wethaq.counseling.desk_list import DeskAppointment, seen_by_desk
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.finding import find_nearest
from wethaq.counseling.loading import get_counselor, get_desk_appointment
from wethaq.counseling.policy.access import ensure_accepter
from wethaq.counseling.policy.changes import ChangeReasonMissingError
from wethaq.counseling.policy.conflicts import Conflict, ConflictReason, ensure_can_keep
from wethaq.counseling.policy.statuses import AppointmentHasMovedOnError
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.sealing import seal_values
from wethaq.platform.database.transaction import transaction

TIMES_OFFERED: Final = 6


@dataclass(frozen=True, slots=True)
class ConflictSeen:
    """A conflict as the desk sees it."""

    appointment: DeskAppointment
    reason: ConflictReason


async def list_conflicts(*, actor: Actor, now: datetime) -> list[ConflictSeen]:
    """Return every counselor's conflicts as things stand, the soonest first."""
    ensure_accepter(actor)
    found = await conflicts_of_all(await list_counselors(), now=now)
    return await seen_conflicts(found, actor=actor)


async def seen_conflicts(found: Sequence[Conflict], *, actor: Actor) -> list[ConflictSeen]:
    """Return conflicts with what the desk may know of them, in the order given."""
    ids = [conflict.appointment.id for conflict in found]
    rows = await AppointmentRow.select().where(AppointmentRow.id.is_in(ids)) if ids else []
    seen = {each.id: each for each in await seen_by_desk(rows, actor=actor)}
    return [
        ConflictSeen(seen[conflict.appointment.id], conflict.reason)
        for conflict in found
        if conflict.appointment.id in seen
    ]


async def find_times_to_move(
    appointment_id: UUID, *, actor: Actor, now: datetime, counselor_id: UUID | None = None
) -> list[datetime]:
    """Return the free times nearest to an appointment's own, of its counselor or of another one."""
    appointment = await get_desk_appointment(appointment_id, actor=actor)
    wanted = await wanted_elsewhere(appointment, counselor_id)
    found = await find_nearest(wanted, appointment.starts_at, now=now, count=TIMES_OFFERED + 1)
    is_same = counselor_id in {None, appointment.counselor_id}
    return [start for start in found if not (is_same and start == appointment.starts_at)][:TIMES_OFFERED]


async def keep_outside_plan(appointment_id: UUID, reason: str, *, actor: Actor, now: datetime) -> None:
    """Let an appointment stand where the plan has no hours any more, and say why.

    Raises CounselorAwayError during leave; AppointmentHasMovedOnError where there
    is no conflict, for what fits needs no exception.
    """
    ensure_accepter(actor)
    if not reason.strip():
        raise ChangeReasonMissingError
    async with transaction():
        appointment = await get_desk_appointment(appointment_id, actor=actor)
        found = await conflicts_of_all([await get_counselor(appointment.counselor_id)], now=now)
        conflict = next((each for each in found if each.appointment.id == appointment_id), None)
        if conflict is None:
            raise AppointmentHasMovedOnError
        ensure_can_keep(conflict.reason)
        values: dict[Any, Any] = {
            **seal_values(AppointmentRow, appointment_id, {"reason": reason}),
            "is_outside_plan": True,
        }
        kept = (
            await AppointmentRow.update(values)
            .where(
                AppointmentRow.id == appointment_id,
                AppointmentRow.status == appointment.status.value,
                AppointmentRow.starts_at == appointment.starts_at,
            )
            .returning(AppointmentRow.id)
        )
        if not kept:
            raise AppointmentHasMovedOnError
        await audit.record(
            "counseling.conflict_kept", appointment_id, actor=actor, now=now, person_id=appointment.person_id
        )
