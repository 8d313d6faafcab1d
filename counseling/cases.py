"""Cases: the way that a family goes with one counselor."""

from datetime import datetime
from uuid import UUID

from wethaq.counseling.tables import CaseRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed


async def find_or_open_case(counselor_id: UUID, person_id: UUID, service: str, *, now: datetime) -> UUID:
    """Return the case that is open between a counselor and a person, or open one, in the caller's transaction."""
    row = (
        await CaseRow.select(CaseRow.id)
        .where(
            CaseRow.counselor_id == counselor_id,
            CaseRow.person_id == person_id,
            CaseRow.service == service,
            CaseRow.ended_at.is_null(),
        )
        .first()
    )
    if row is not None:
        found: UUID = row["id"]
        return found
    case_id = new_id()
    values = {
        "id": case_id,
        "counselor_id": counselor_id,
        "person_id": person_id,
        "service": service,
        "version": 1,
        "opened_at": now,
    }
    return await insert_sealed(CaseRow, values)
