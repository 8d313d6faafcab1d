"""What lies in the document room, for the copy of one's data; the documents part lies below this one."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import N_
from wethaq.platform.localisation.dates import dual_date


async def export_documents(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the letters to the person and the files that were given for them; each can be opened in the site."""
    del now
    letters = await documents.list_letters(person_id=person_id)
    files = await documents.list_own_files(person_id)
    return [
        ExportSection(
            N_("Letters"),
            [
                [(N_("Number"), letter.number), (N_("Date"), dual_date(letter.issued_at))]
                for letter in letters
            ],
        ),
        ExportSection(
            N_("Files"),
            [
                [(N_("Name of the file"), file.filename), (N_("Date"), dual_date(file.stored_at))]
                for file in files
            ],
        ),
    ]
