"""Meetings: the list, the room, and its course from the call to the sealed minutes."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor
from wethaq.platform.committee import agenda, closing, meetings
from wethaq.platform.committee.controllers.audiences import EVERYBODY_IN_THE_ROOM, MEMBERS, SECRETARIES
from wethaq.platform.committee.controllers.forms import AgendaForm, AttendanceForm, ClosingForm, MeetingForm
from wethaq.platform.committee.decisions import list_decisions
from wethaq.platform.committee.members import list_members
from wethaq.platform.committee.minutes import open_minutes
from wethaq.platform.committee.policy.release import DecisionStatus
from wethaq.platform.committee.room import open_room
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

PATH = "/committee"
ONE = PATH + "/meetings/{meeting_id:uuid}"
FOLDER = "platform/committee"


@get(PATH, opt=EVERYBODY_IN_THE_ROOM)
async def show_meetings(actor: CurrentActor, now: Now) -> Response[Any]:
    prepared = await list_decisions(DecisionStatus.PREPARED)
    return page(
        f"{FOLDER}/meeting_list.html",
        meetings=await meetings.list_meetings(),
        waiting=len(await agenda.list_cases_without_meeting()),
        prepared=len(prepared),
        due=sum(decision.is_due(now) for decision in prepared),
        is_secretary=actor.has(*meetings.SECRETARIES),
    )


@get(PATH + "/meetings/new", opt=SECRETARIES)
async def show_call() -> Response[Any]:
    return await _call_page()


@post(PATH + "/meetings", status_code=303, opt=SECRETARIES)
async def call_meeting(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, MeetingForm)
        planned_at = form.planned_at()
    except InvalidInputError as error:
        return await _call_page(status=422, errors=error.errors, values=error.values)
    meeting_id = await meetings.call_meeting(
        planned_at, form.place, presiding_member_id=form.presiding, actor=actor, now=now
    )
    return redirect(f"{PATH}/meetings/{meeting_id}")


@get(ONE, opt=EVERYBODY_IN_THE_ROOM)
async def show_room(meeting_id: FromPath[UUID], request: SiteRequest, actor: CurrentActor) -> Response[Any]:
    """Show the meeting; to HTMX its agenda alone, which the chair watches while a vote is open."""
    return await _room_page(meeting_id, actor, "_agenda.html" if request.wants_part else "room.html")


@post(ONE + "/agenda", status_code=303, opt=SECRETARIES)
async def add_cases(
    meeting_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, AgendaForm)
    except InvalidInputError as error:
        return await _room_page(meeting_id, actor, status=422, errors=error.errors)
    meeting = await meetings.get_meeting(meeting_id)
    for request_id in form.requests:
        await agenda.add_to_agenda(meeting_id, meeting.status, request_id, actor=actor, now=now)
    return redirect(f"{PATH}/meetings/{meeting_id}")


@post(ONE + "/opening", status_code=303, opt=MEMBERS)
async def open_meeting(meeting_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await meetings.open_meeting(meeting_id, actor=actor, now=now)
    return redirect(f"{PATH}/meetings/{meeting_id}")


@post(ONE + "/attendance", status_code=303, opt=MEMBERS)
async def mark_attendance(
    meeting_id: FromPath[UUID], request: SiteRequest, actor: CurrentActor, now: Now
) -> Response[Any]:
    """Record who is in the room; HTMX does so at each tick."""
    form = await read_form(request, AttendanceForm)
    await meetings.mark_attendance(meeting_id, frozenset(form.present), actor=actor, now=now)
    if request.wants_part:
        return await _room_page(meeting_id, actor, "_attendance.html", is_part=True)
    return redirect(f"{PATH}/meetings/{meeting_id}")


@post(ONE + "/closing", status_code=303, opt=MEMBERS)
async def close_meeting(
    meeting_id: FromPath[UUID], request: Request[Any, Any, Any], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, ClosingForm)
    await closing.close_meeting(meeting_id, form.remarks, actor=actor, now=now)
    return redirect(f"{PATH}/meetings/{meeting_id}")


@post(ONE + "/cancellation", status_code=303, opt=SECRETARIES)
async def cancel_meeting(meeting_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await meetings.cancel_meeting(meeting_id, actor=actor, now=now)
    return redirect(PATH)


@get(ONE + "/minutes.pdf", opt=EVERYBODY_IN_THE_ROOM)
async def download_minutes(meeting_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    meeting = await meetings.get_meeting(meeting_id)
    pdf = await open_minutes(meeting, actor=actor, now=now)
    name = f"minutes-{meeting.number.replace('/', '-')}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


async def _call_page(*, status: int = 200, **context: Any) -> Response[Any]:
    return page(f"{FOLDER}/meeting_new.html", status=status, members=await list_members(), **context)


async def _room_page(
    meeting_id: UUID, actor: Actor, template: str = "room.html", **context: Any
) -> Response[Any]:
    room = await open_room(meeting_id, actor=actor)
    return page(f"{FOLDER}/{template}", room=room, **context)


HANDLERS = [
    show_meetings,
    show_call,
    call_meeting,
    show_room,
    add_cases,
    open_meeting,
    mark_attendance,
    close_meeting,
    cancel_meeting,
    download_minutes,
]
