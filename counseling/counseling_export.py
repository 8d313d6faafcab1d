"""What counseling hands over in a copy of somebody's data (PDPL art. 4): appointments and what they wrote.

A counselor's notes belong to the care of everybody who was in the room, so they
are read out by the counselor on request, and not copied here.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.answer_words import in_words
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.purposes import PROCESSING
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, MeasureRow, UrgentCallRow
from wethaq.counseling.wording import STATUS_WORDS
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date, time_text


async def export_counseling(person_id: UUID, *, now: datetime) -> Sequence[ExportSection]:
    """Return what is kept of one person."""
    del now
    seats = await AttendeeRow.select(AttendeeRow.appointment_id).where(AttendeeRow.person_id == person_id)
    ids = [row["appointment_id"] for row in seats]
    rows = (
        await AppointmentRow.select().where(AppointmentRow.id.is_in(ids)).order_by(AppointmentRow.starts_at)
        if ids
        else []
    )
    measures = await MeasureRow.select().where(MeasureRow.person_id == person_id)
    calls = await UrgentCallRow.select().where(UrgentCallRow.person_id == person_id)
    return [
        ExportSection(
            N_("Counseling appointments"), [_appointment(row, person_id) for row in rows], PROCESSING.code
        ),
        ExportSection(
            N_("How you said you were doing"), [_measure(row) for row in measures], PROCESSING.code
        ),
        ExportSection(N_("Calls you asked for"), [_call(row) for row in calls], PROCESSING.code),
    ]


def _appointment(row: dict[str, Any], person_id: UUID) -> list[tuple[str, str]]:
    """Tell of an appointment; what was typed is handed to who typed it, not to whoever came along."""
    facts = [
        (N_("Date"), f"{dual_date(row['starts_at'])} · {time_text(row['starts_at'])}"),
        (N_("Service"), gettext(find_service(row["service"]).title)),
        (N_("Where it stands"), gettext(STATUS_WORDS[AppointmentStatus(row["status"])])),
    ]
    if row["person_id"] == person_id and row["answers"]:
        answers = json.loads(open_row(AppointmentRow, row)["answers"])
        facts.append((N_("What you wrote"), " · ".join(in_words(row["service"], answers).values())))
    return facts


def _measure(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (N_("Date"), dual_date(row["taken_at"])),
        (N_("Answers"), open_row(MeasureRow, row)["scores"]),
    ]


def _call(row: dict[str, Any]) -> list[tuple[str, str]]:
    facts = [(N_("Date"), dual_date(row["asked_at"]))]
    wish = open_row(UrgentCallRow, row)["wish"]
    return [*facts, (N_("What you wrote"), wish)] if wish else facts
