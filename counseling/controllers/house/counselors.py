"""Counselors and rooms, which a manager keeps."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.counseling import staffing
from wethaq.counseling.controllers.house.typed import CHOOSE, Typed, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, desk_words
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import get_counselor
from wethaq.counseling.meeting_places import find_room
from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.access import PLANNERS
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Counselor, MeetingRoom
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.choices import LANGUAGES, SEXES
from wethaq.platform.people.policy.places import TABUK_GOVERNORATES
from wethaq.platform.people.records import Sex
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

COUNSELORS: Final = "/desk/counseling/counselors"
ROOMS: Final = "/desk/counseling/rooms"
MANAGERS = roles(*PLANNERS)
MOST_A_DAY: Final = 20
MOST_SEATS: Final = 60


@get(COUNSELORS, opt=MANAGERS)
async def show_counselors(changed: FromQuery[str] = "") -> Response[Any]:
    return page(
        f"{FOLDER}/counselor_list.html",
        counselors=await list_counselors(),
        candidates=await staffing.list_candidates(),
        changed=changed,
        **desk_words(),
    )


@get(COUNSELORS + "/new", opt=MANAGERS)
async def show_appointing() -> Response[Any]:
    everything = {"has_prayer_gaps": "yes", "is_taking": "yes", "governorate": "tabuk", "languages": ["ar"]}
    ways = [way.value for way in Modality]
    return await _counselor_page(None, values={**everything, "modalities": ways})


@post(COUNSELORS + "/new", opt=MANAGERS)
async def appoint(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    typed = await read_typed(request)
    try:
        account_id = _id(typed.text("account"))
        if account_id is None:
            typed.wrong("account", CHOOSE)
        details = _details(typed)
        assert account_id  # noqa: S101 - a missing one has just been refused.
        counselor_id = await staffing.appoint_counselor(account_id, details, actor=actor, now=now)
    except InvalidInputError as error:
        return await _counselor_page(None, status=422, errors=error.errors, values=_again(typed))
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _counselor_page(None, status=409, refusal=words, values=_again(typed))
    return redirect(f"/desk/counseling/plans/{counselor_id}")


@get(COUNSELORS + "/{counselor_id:uuid}", opt=MANAGERS)
async def show_counselor(counselor_id: FromPath[UUID]) -> Response[Any]:
    counselor = await get_counselor(counselor_id)
    return await _counselor_page(counselor, values=_values(counselor))


@post(COUNSELORS + "/{counselor_id:uuid}", opt=MANAGERS)
async def change_counselor(
    request: SiteRequest, counselor_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    typed = await read_typed(request)
    counselor = await get_counselor(counselor_id)
    try:
        version = typed.number("version", 1, 99_999)
        await staffing.change_counselor(counselor_id, _details(typed), version=version, actor=actor, now=now)
    except InvalidInputError as error:
        return await _counselor_page(counselor, status=422, errors=error.errors, values=_again(typed))
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _counselor_page(counselor, status=409, refusal=words, values=_again(typed))
    return redirect(f"{COUNSELORS}?changed=yes")


@get(ROOMS, opt=MANAGERS)
async def show_rooms(actor: CurrentActor, changed: FromQuery[str] = "") -> Response[Any]:
    return await _rooms_page(actor, changed=changed)


@post(ROOMS, opt=MANAGERS)
async def add_room(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    return await _write_room(None, request, actor, now)


@get(ROOMS + "/{room_id:uuid}", opt=MANAGERS)
async def show_room(room_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    room = await _room(room_id)
    values = {name: getattr(room, name) for name in ("name_ar", "name_en", "seats", "governorate")}
    values |= {"directions_ar": room.directions_ar or "", "directions_en": room.directions_en or ""}
    values["is_in_use"] = "yes" if room.is_in_use else ""
    return await _rooms_page(actor, room=room, values=values)


@post(ROOMS + "/{room_id:uuid}", opt=MANAGERS)
async def change_room(
    request: SiteRequest, room_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    return await _write_room(await _room(room_id), request, actor, now)


async def _write_room(
    room: MeetingRoom | None, request: SiteRequest, actor: Actor, now: datetime
) -> Response[Any]:
    typed = await read_typed(request)
    try:
        details = staffing.RoomDetails(
            name_ar=typed.words("name_ar", most=80),
            name_en=typed.words("name_en", most=80),
            seats=typed.number("seats", 1, MOST_SEATS),
            governorate=_place(typed),
            directions_ar=typed.line("directions_ar", most=240),
            directions_en=typed.line("directions_en", most=240),
            is_in_use=typed.is_ticked("is_in_use"),
        )
        typed.ensure_right()
        if room is None:
            await staffing.add_room(details, actor=actor, now=now)
        else:
            await staffing.change_room(room.id, details, actor=actor, now=now)
    except InvalidInputError as error:
        return await _rooms_page(actor, room=room, status=422, errors=error.errors, values=error.values)
    return redirect(f"{ROOMS}?changed=yes")


def _details(typed: Typed) -> staffing.CounselorDetails:
    """Return a profile; raises InvalidInputError with every problem."""
    sex = typed.one_of("sex", Sex)
    details = {
        "name_ar": typed.words("name_ar"),
        "name_en": typed.words("name_en"),
        "about_ar": typed.line("about_ar", most=600),
        "about_en": typed.line("about_en", most=600),
        "services": typed.several("services", [service.code for service in OFFERED]),
        "languages": typed.several("languages", LANGUAGES),
        "modalities": frozenset(map(Modality, typed.several("modalities", [way.value for way in Modality]))),
        "governorate": _place(typed),
        "has_prayer_gaps": typed.is_ticked("has_prayer_gaps"),
        "is_taking_appointments": typed.is_ticked("is_taking"),
        "daily_cap": typed.number("daily_cap", 1, MOST_A_DAY) if typed.text("daily_cap") else None,
    }
    typed.ensure_right()
    return staffing.CounselorDetails(sex=sex, **details)  # type: ignore[arg-type]


def _place(typed: Typed) -> str:
    code = typed.text("governorate")
    if code not in TABUK_GOVERNORATES:
        typed.wrong("governorate", CHOOSE)
    return code


def _values(counselor: Counselor) -> dict[str, Any]:
    names = ("name_ar", "name_en", "sex", "governorate", "version")
    return {
        **{name: getattr(counselor, name) for name in names},
        "about_ar": counselor.about_ar or "",
        "about_en": counselor.about_en or "",
        "services": sorted(counselor.services),
        "languages": sorted(counselor.languages),
        "modalities": sorted(way.value for way in counselor.modalities),
        "has_prayer_gaps": "yes" if counselor.has_prayer_gaps else "",
        "is_taking": "yes" if counselor.is_taking_appointments else "",
        "daily_cap": counselor.daily_cap or "",
    }


def _again(typed: Typed) -> dict[str, Any]:
    return typed.values | {
        name: typed.lists.get(name, []) for name in ("services", "languages", "modalities")
    }


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _room(room_id: UUID) -> MeetingRoom:
    room = await find_room(room_id)
    if room is None:
        raise NotFoundError
    return room


async def _counselor_page(counselor: Counselor | None, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/counselor.html",
        counselor=counselor,
        candidates=await staffing.list_candidates() if counselor is None else [],
        services=OFFERED,
        sexes=SEXES,
        languages=LANGUAGES,
        places=TABUK_GOVERNORATES,
        **{"refusal": None, **context, **desk_words()},
    )


async def _rooms_page(actor: Actor, *, room: MeetingRoom | None = None, **context: Any) -> Response[Any]:
    context.setdefault("values", {"is_in_use": "yes", "governorate": "tabuk", "seats": 4})
    return page(
        f"{FOLDER}/rooms.html",
        rooms=await staffing.list_every_room(actor=actor),
        room=room,
        places=TABUK_GOVERNORATES,
        **{"changed": "", **context, **desk_words()},
    )


HANDLERS = [
    show_counselors,
    show_appointing,
    appoint,
    show_counselor,
    change_counselor,
    show_rooms,
    add_room,
    show_room,
    change_room,
]
