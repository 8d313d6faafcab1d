"""What "my file" shows of counseling: what is ahead, the next appointment first, and a time that is kept.

"My file" may be opened beside somebody else, so it says when and how, and not what for.
"""

from datetime import datetime

from wethaq.counseling.answering_offers import list_own_offers
from wethaq.counseling.own_appointments import Line, list_own
from wethaq.counseling.wording import MODALITY_NAMES, STATUS_TONE, STATUS_WORDS
from wethaq.platform.actors import Actor
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date, time_text, weekday_text
from wethaq.platform.localisation.durations import relative_day
from wethaq.platform.portal.file_sections import FileLine, FileSection
from wethaq.platform.portal.next_step import NextAct

PATH = "/counseling/appointments"
SHOWN = 3


async def compose_appointments(*, actor: Actor, now: datetime) -> FileSection | None:
    """Return the appointments ahead; None for whoever never had one."""
    own = await list_own(actor=actor, now=now)
    act = await _next_act(own.ahead[0] if own.ahead else None, actor=actor, now=now)
    if not own.ahead and not own.past and act is None:
        return None
    lines = own.ahead[:SHOWN] or own.past[:1]
    return FileSection(
        key="appointments",
        title=gettext("My appointments"),
        lines=[_line(each) for each in lines],
        all_path=PATH,
        all_words=gettext("All appointments"),
        next_act=act,
    )


def _line(line: Line) -> FileLine:
    appointment = line.appointment
    return FileLine(
        title=f"{weekday_text(appointment.starts_at)} · {time_text(appointment.starts_at)}",
        path=f"{PATH}/{appointment.id}",
        tag=gettext(STATUS_WORDS[appointment.status]),
        tone=STATUS_TONE[appointment.status],
        facts=(dual_date(appointment.starts_at), gettext(MODALITY_NAMES[appointment.modality])),
    )


async def _next_act(line: Line | None, *, actor: Actor, now: datetime) -> NextAct | None:
    """Return a time that is kept for an answer, which doesn't wait; else the next appointment."""
    for shown in await list_own_offers(actor=actor, now=now):
        return NextAct(
            gettext("An earlier time is kept for you"),
            _when(shown.offer.starts_at, now),
            f"/counseling/waitlist/offers/{shown.offer.id}",
            gettext("Take it or leave it"),
        )
    if line is None:
        return None
    return NextAct(
        gettext("Your next appointment"),
        _when(line.appointment.starts_at, now),
        f"{PATH}/{line.appointment.id}",
        gettext("See the appointment"),
    )


def _when(starts_at: datetime, now: datetime) -> str:
    parts = (
        weekday_text(starts_at),
        time_text(starts_at),
        dual_date(starts_at),
        relative_day(starts_at, now),
    )
    return " · ".join(parts)
