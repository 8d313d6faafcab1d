"""The steps of a booking up to the time: what, with whom, how; one question a page, resumable."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.counseling import bookings, choosing
from wethaq.counseling.booking_steps import BookingStep, next_step
from wethaq.counseling.bookings import Booking
from wethaq.counseling.choices import Choices
from wethaq.counseling.controllers.booking.forms import (
    FamilyForm,
    PreferencesForm,
    ServiceForm,
    SpouseForm,
)
from wethaq.counseling.controllers.booking.pages import booking_path, step_page
from wethaq.counseling.holding import has_living_hold
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.policy.preferences import NotAsPreferredError
from wethaq.counseling.policy.services import Attendance, Modality, NoSeatLeftError, TooFewAttendeesError
from wethaq.counseling.wording import ATTENDANCE_WORDS, MODALITY_HINTS, MODALITY_NAMES, PART_OF_DAY_WORDS
from wethaq.platform.accounts.addresses import AddressUnclearError
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.policy.places import TABUK_GOVERNORATES
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect

AnyRequest = Request[Any, Any, Any]
PATH = "/counseling/bookings/{booking_id:uuid}"


@get(PATH, opt=SIGNED_IN)
async def resume(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    """Go on where it was left."""
    return await _go_on(await bookings.get_own_booking(booking_id, actor=actor), now)


@get(f"{PATH}/service", opt=SIGNED_IN)
async def show_services(booking_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    return _service_page(booking, values={"service": booking.choices.service})


@post(f"{PATH}/service", opt=SIGNED_IN)
async def choose_service(
    request: AnyRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    try:
        form = await read_form(request, ServiceForm)
    except InvalidInputError as error:
        return _service_page(booking, status=422, errors=error.errors, values=error.values)
    booking = await choosing.choose_service(booking_id, form.service, actor=actor, now=now)
    return await _go_on(booking, now, done=BookingStep.SERVICE)


@get(f"{PATH}/attendees", opt=SIGNED_IN)
async def show_attendees(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    choices = booking.choices
    values = {
        "spouse_address": choices.spouse_address,
        "children": list(choices.children),
        "companions": choices.companions,
    }
    return await _attendees_page(booking, now, values=values)


@post(f"{PATH}/attendees", opt=SIGNED_IN)
async def choose_attendees(
    request: AnyRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    is_couple = _attendance(booking) is Attendance.COUPLE
    try:
        if is_couple:
            spouse = await read_form(request, SpouseForm)
            booking = await choosing.choose_spouse(booking_id, spouse.spouse_address, actor=actor, now=now)
        else:
            family = await read_form(request, FamilyForm)
            booking = await choosing.choose_family(
                booking_id, family.children, family.companions, actor=actor, now=now
            )
    except InvalidInputError as error:
        return await _attendees_page(booking, now, status=422, errors=error.errors, values=error.values)
    except (AddressUnclearError, choosing.OwnAddressError, NoSeatLeftError) as error:
        field = "spouse_address" if is_couple else "companions"
        values = spouse.model_dump() if is_couple else family.model_dump()
        return await _attendees_page(
            booking, now, status=422, errors={field: gettext(error.message)}, values=values
        )
    return await _go_on(booking, now, done=BookingStep.ATTENDEES)


@get(f"{PATH}/preferences", opt=SIGNED_IN)
async def show_preferences(booking_id: FromPath[UUID], actor: CurrentActor) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    return await _preferences_page(booking, values=booking.choices.model_dump(exclude_none=True))


@post(f"{PATH}/preferences", opt=SIGNED_IN)
async def choose_preferences(
    request: AnyRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    try:
        form = await read_form(request, PreferencesForm)
        wishes = Choices.model_validate(form.model_dump())
        booking = await choosing.choose_preferences(booking_id, wishes, actor=actor, now=now)
    except InvalidInputError as error:
        return await _preferences_page(booking, status=422, errors=error.errors, values=error.values)
    except NotAsPreferredError as error:
        errors = {"counselor_id": gettext(error.message)}
        return await _preferences_page(
            booking, status=422, errors=errors, values=form.model_dump(mode="json")
        )
    except TooFewAttendeesError:
        return redirect(booking_path(booking_id, BookingStep.ATTENDEES))
    return await _go_on(booking, now, done=BookingStep.PREFERENCES)


@post(f"{PATH}/abandonment", opt=SIGNED_IN)
async def abandon(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await choosing.give_up(booking_id, actor=actor, now=now)
    return redirect("/counseling")


async def _go_on(booking: Booking, now: datetime, *, done: BookingStep | None = None) -> Response[Any]:
    step = next_step(
        booking.choices,
        has_hold=await has_living_hold(booking, now=now),
        has_answers=bool(booking.answers),
        done=done,
    )
    return redirect(booking_path(booking.id, step))


def _service_page(booking: Booking, **context: Any) -> Response[Any]:
    options = [
        (
            each.code,
            gettext(each.title),
            f"{gettext(each.summary)} ({gettext(ATTENDANCE_WORDS[each.attendance])})",
        )
        for each in choosing.services_for(booking)
    ]
    return step_page(booking, BookingStep.SERVICE, options=options, **context)


async def _attendees_page(booking: Booking, now: datetime, **context: Any) -> Response[Any]:
    return step_page(
        booking,
        BookingStep.ATTENDEES,
        is_couple=_attendance(booking) is Attendance.COUPLE,
        wards=[(str(ward.id), ward.full_name) for ward in await choosing.list_wards(booking, now=now)],
        **context,
    )


async def _preferences_page(booking: Booking, **context: Any) -> Response[Any]:
    if booking.choices.service is None:
        return redirect(booking_path(booking.id, BookingStep.SERVICE))
    service = find_service(booking.choices.service)
    return step_page(
        booking,
        BookingStep.PREFERENCES,
        modalities=[
            (way.value, gettext(MODALITY_NAMES[way]), gettext(MODALITY_HINTS[way]))
            for way in Modality
            if way in service.modalities
        ],
        parts=[(part.value, gettext(words)) for part, words in PART_OF_DAY_WORDS.items()],
        places=[(code, gettext(TABUK_GOVERNORATES.get(code, code))) for code in await choosing.list_places()],
        counselors=await choosing.list_counselors_for(service.code),
        **context,
    )


def _attendance(booking: Booking) -> Attendance:
    """Return who comes; before a service is chosen there is no such page."""
    if booking.choices.service is None:
        raise NotFoundError
    return find_service(booking.choices.service).attendance


HANDLERS = [
    resume,
    show_services,
    choose_service,
    show_attendees,
    choose_attendees,
    show_preferences,
    choose_preferences,
    abandon,
]
