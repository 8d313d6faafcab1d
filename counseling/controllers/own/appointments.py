"""A family's appointments: the list, one of them, and its calendar entry."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from wethaq.counseling.own_appointments import compose_own, list_own, own_calendar_entry
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.wording import (
    COMPANION_WORDS,
    MODALITY_NAMES,
    SEAT_TONE,
    SEAT_WORDS,
    STATUS_MEANING,
    STATUS_TONE,
    STATUS_WORDS,
)
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page

FOLDER = "counseling/own"
PATH = "/counseling/appointments"
DONE = {"moved", "cancelled", "left", "accepted"}
"""What may just have been done; anything else in the address says nothing."""
WORDS: dict[str, Any] = {
    "status_words": STATUS_WORDS,
    "status_tone": STATUS_TONE,
    "status_meaning": STATUS_MEANING,
    "modality_names": MODALITY_NAMES,
    "companion_words": COMPANION_WORDS,
    "seat_words": SEAT_WORDS,
    "seat_tone": SEAT_TONE,
}


@get(PATH, opt=SIGNED_IN)
async def list_mine(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[str]:
    own = await list_own(actor=actor, now=now)
    return page(f"{FOLDER}/appointments.html", own=own, now=now, done=done_word(request), **WORDS)


@get(PATH + "/{appointment_id:uuid}", opt=SIGNED_IN)
async def show_mine(
    request: Request[Any, Any, Any], appointment_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[str]:
    own = await compose_own(appointment_id, actor=actor, now=now)
    is_confirmed = own.appointment.status is AppointmentStatus.CONFIRMED
    return page(
        f"{FOLDER}/appointment.html",
        own=own,
        now=now,
        done=done_word(request),
        is_confirmed=is_confirmed,
        **WORDS,
    )


@get(PATH + "/{appointment_id:uuid}/calendar.ics", opt=SIGNED_IN)
async def save_entry(appointment_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    entry = await own_calendar_entry(appointment_id, actor=actor, now=now)
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    media_type = "text/calendar; charset=utf-8; method=REQUEST"
    return Response(entry.encode(), media_type=media_type, headers=headers)


def done_word(request: Request[Any, Any, Any]) -> str | None:
    """Return what the page before has just done, to say so."""
    done = request.query_params.get("done")
    return done if done in DONE else None


HANDLERS = [list_mine, show_mine, save_entry]
