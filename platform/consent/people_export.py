"""What a person's own file adds to the copy of their data; the people part lies below this one."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.errors import N_
from wethaq.platform.people import service as people


async def export_person(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the person's details and guardianships."""
    del now
    return [
        ExportSection(N_("Personal details"), [await people.describe_person(person_id)]),
        ExportSection(N_("Guardianship"), await people.describe_guardianships(person_id)),
    ]
