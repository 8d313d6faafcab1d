"""What the outbox adds to a copy of somebody's data: what was sent to them, while we still know it."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import N_
from wethaq.platform.invitations.glance import entry_in
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date, time_text
from wethaq.platform.notifications.tables import Message


async def export_messages(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the messages to a person; their words are forgotten some time after delivery."""
    del now
    rows = (
        await Message.select()
        .where(Message.person_id == person_id)
        .order_by(Message.created_at, ascending=False)
    )
    return [ExportSection(N_("Messages to you"), [_facts(open_row(Message, row)) for row in rows])]


def _facts(row: dict[str, object]) -> list[tuple[str, str]]:
    made_at = row["created_at"]
    assert isinstance(made_at, datetime)  # noqa: S101 - the column's own type
    facts = [
        (N_("Date"), dual_date(made_at)),
        (N_("Sent to"), str(row["address"] or "")),
        (N_("Words"), " ".join(str(part) for part in (row["subject"], row["body"]) if part)),
        (N_("Attached"), _invitation(row["calendar"])),
    ]
    return [fact for fact in facts if fact[1]]


def _invitation(calendar: object) -> str:
    if not isinstance(calendar, str):
        return ""
    entry = entry_in(calendar)
    words = (
        gettext("Cancelled appointment: {when}")
        if entry.is_cancelled
        else gettext("Calendar invitation: {when}")
    )
    return words.format(when=f"{dual_date(entry.starts_at)}، {time_text(entry.starts_at)}")
