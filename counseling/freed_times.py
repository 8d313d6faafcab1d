"""Times that fell free: written down in the very transaction that frees them, so that no crash loses one.

The clock's job (`waiting`) then asks those who wait; what frees a time needn't know of them.
"""

from datetime import datetime

from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import FreedTimeRow
from wethaq.platform.database.identifiers import new_id


async def note_freed_time(appointment: Appointment, *, now: datetime) -> None:
    """Note in the caller's transaction that an appointment's time is free again; what is past helps nobody."""
    if appointment.starts_at <= now:
        return
    await FreedTimeRow.insert(
        FreedTimeRow(
            id=new_id(),
            counselor_id=appointment.counselor_id,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
            freed_at=now,
        )
    )
