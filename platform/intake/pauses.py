"""Days on which the applicant was awaited, which the reply's clock doesn't count (H5)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.intake.tables import AwaitingPause
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.working_calendar import Pause


async def begin_pause(request_id: UUID, *, now: datetime) -> None:
    """Stop the clock from today on."""
    await AwaitingPause.insert(AwaitingPause(id=new_id(), request_id=request_id, begun_on=riyadh_date(now)))


async def end_pause(request_id: UUID, *, now: datetime) -> None:
    """Let the clock run again from today on."""
    await AwaitingPause.update({AwaitingPause.ended_on: riyadh_date(now)}).where(
        AwaitingPause.request_id == request_id, AwaitingPause.ended_on.is_null()
    )


async def list_pauses(request_id: UUID, *, now: datetime) -> list[Pause]:
    """Return all pauses; one that lasts still ends today."""
    rows = await AwaitingPause.select().where(AwaitingPause.request_id == request_id)
    return [(row["begun_on"], row["ended_on"] or riyadh_date(now)) for row in rows]
