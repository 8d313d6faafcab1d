"""Booking on somebody's behalf, at the counter and on the telephone: twelve fields at most, by keyboard alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import booking_for as service
from wethaq.counseling import bookings, confirming, holding
from wethaq.counseling.choices import Choices
from wethaq.counseling.controllers.house.typed import CHOOSE, Typed, read_typed
from wethaq.counseling.controllers.house.words import FOLDER, PART_OF_DAY_WORDS, desk_words
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.meeting_places import how_to_meet
from wethaq.counseling.offered_services import OFFERED
from wethaq.counseling.policy.access import BOOKERS
from wethaq.counseling.policy.bookings import (
    JustTakenError,
    OutsidePlanReasonMissingError,
)
from wethaq.counseling.policy.holds import HoldEndedError
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Attendance, Modality
from wethaq.counseling.purposes import PROCESSING
from wethaq.platform.accounts.addresses import AddressUnclearError, read_address
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.errors import WitnessRequiredError
from wethaq.platform.errors import N_, InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.choices import LANGUAGES, SEXES
from wethaq.platform.people.records import Sex
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

DESK = roles(*BOOKERS)
METHODS = {consent.GrantMethod.PAPER, consent.GrantMethod.PHONE}
BOOKABLE = [service for service in OFFERED if service.attendance is not Attendance.GROUP]
"""Seats in a group's session are given out where the session is."""


@get("/desk/counseling/booking/{person_id:uuid}", opt=DESK)
async def show_booking(person_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _first_page(person_id, actor, now)


@post("/desk/counseling/booking/{person_id:uuid}", opt=DESK)
async def begin(
    request: SiteRequest, person_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    typed = await read_typed(request)
    try:
        found = await service.take_booking_in(
            person_id, _choices(typed), **_consent_of(typed), actor=actor, now=now
        )
    except InvalidInputError as error:
        return await _first_page(person_id, actor, now, status=422, errors=error.errors, values=error.values)
    except WitnessRequiredError as refusal:
        errors = {"witness": gettext(refusal.message)}
        return await _first_page(person_id, actor, now, status=422, errors=errors, values=typed.values)
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _first_page(person_id, actor, now, status=409, refusal=words, values=typed.values)
    return redirect(f"/desk/counseling/drafts/{found.id}/time")


@get("/desk/counseling/drafts/{booking_id:uuid}/time", opt=DESK)
async def show_times(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _times_page(booking_id, actor, now)


@post("/desk/counseling/drafts/{booking_id:uuid}/time", opt=DESK)
async def keep_time(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep the time while it is read back; one outside the plan needs a reason."""
    typed = await read_typed(request)
    starts_at = None
    try:
        starts_at = _start_of(typed)
        await holding.hold_time(
            booking_id, starts_at, actor=actor, now=now, reason=typed.line("reason", most=240)
        )
    except InvalidInputError as error:
        return await _times_page(booking_id, actor, now, status=422, errors=error.errors, values=error.values)
    except OutsidePlanReasonMissingError as refusal:
        errors = {"reason": gettext(refusal.message)}
        return await _times_page(booking_id, actor, now, status=422, errors=errors, values=typed.values)
    except RefusedError as refusal:
        near = isinstance(refusal, JustTakenError) and starts_at
        nearest = await service.nearest_for(booking_id, near, actor=actor, now=now) if near else []
        return await _times_page(
            booking_id,
            actor,
            now,
            status=409,
            refusal=gettext(refusal.message),
            nearest=nearest,
            values=typed.values,
        )
    return redirect(f"/desk/counseling/drafts/{booking_id}/confirmation")


@get("/desk/counseling/drafts/{booking_id:uuid}/confirmation", opt=DESK)
async def show_confirmation(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _confirmation_page(booking_id, actor, now)


@post("/desk/counseling/drafts/{booking_id:uuid}/confirmation", opt=DESK)
async def confirm(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    """Keep the note first, then book: what was typed outlives a time that ran out meanwhile."""
    typed = await read_typed(request)
    try:
        told = typed.words("told", missing="") if typed.text("told") else ""
        typed.ensure_right()
        await bookings.save_answers(booking_id, {service.TOLD: told} if told else {}, actor=actor, now=now)
        appointment = await confirming.send_booking(booking_id, actor=actor, now=now)
    except InvalidInputError as error:
        return await _confirmation_page(
            booking_id, actor, now, status=422, errors=error.errors, values=error.values
        )
    except RefusedError as refusal:
        return await _times_page(booking_id, actor, now, status=409, refusal=gettext(refusal.message))
    return redirect(f"/desk/counseling/bookings/{appointment.id}?changed=booked")


@post("/desk/counseling/drafts/{booking_id:uuid}/abandonment", opt=DESK)
async def abandon(booking_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await bookings.abandon_booking(booking_id, actor=actor, now=now)
    return redirect("/desk/counseling/bookings")


def _choices(typed: Typed) -> Choices:
    """Return what was chosen; raises InvalidInputError with every problem."""
    code = typed.text("service")
    if code not in {each.code for each in BOOKABLE}:
        typed.wrong("service", CHOOSE)
    modality = typed.one_of("modality", Modality)
    sex = typed.one_of("sex", Sex, is_optional=True)
    part = typed.one_of("part_of_day", PartOfDay, is_optional=True)
    language = typed.text("language") if typed.text("language") in LANGUAGES else None
    spouse = _spouse(typed, code)
    _consent_of(typed)
    typed.ensure_right()
    return Choices(
        service=code,
        modality=modality,
        sex=sex,
        language=language,
        counselor_id=_id(typed.text("counselor")),
        part_of_day=part or PartOfDay.ANY,
        spouse_address=spouse,
    )


def _spouse(typed: Typed, code: str) -> str | None:
    """Return where the spouse's invitation goes; a couple's appointment needs it, others have none."""
    is_couple = any(each.code == code and each.attendance is Attendance.COUPLE for each in OFFERED)
    if not is_couple:
        return None
    try:
        return read_address(typed.text("spouse")).text
    except AddressUnclearError:
        typed.wrong("spouse", N_("Enter the spouse's mobile number or e-mail address."))
    return None


def _consent_of(typed: Typed) -> dict[str, Any]:
    method = typed.one_of("method", consent.GrantMethod)
    if method is not None and method not in METHODS:
        typed.wrong("method", CHOOSE)
    return {
        "channel": typed.one_of("channel", Channel),
        "method": method,
        "witness": typed.line("witness", most=160),
    }


def _start_of(typed: Typed) -> datetime:
    """Return the free time that was chosen, or the one outside the plan; raises InvalidInputError."""
    chosen = None if typed.text("on_day") else typed.instant("starts_at")
    chosen = chosen or (typed.moment("on") if typed.text("on_day") or typed.text("on_at") else None)
    if chosen is None:
        typed.wrong("starts_at", N_("Choose a time first."))
    typed.ensure_right()
    assert chosen is not None  # noqa: S101 - nothing chosen has just been refused.
    return chosen


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _first_page(person_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    person = await service.open_person(person_id, actor=actor, now=now)
    return page(
        f"{FOLDER}/booking_for.html",
        person=person,
        ahead=await service.count_ahead(person_id, now=now),
        services=BOOKABLE,
        counselors=[each for each in await list_counselors() if each.is_taking_appointments],
        purpose=consent.get_purpose(PROCESSING.code),
        sexes=SEXES,
        languages=LANGUAGES,
        parts=PART_OF_DAY_WORDS,
        **{"refusal": None, **context, **desk_words()},
    )


async def _times_page(booking_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    found = await service.see_booking(booking_id, actor=actor, now=now)
    return page(
        f"{FOLDER}/booking_times.html",
        found=found,
        **{"refusal": None, "nearest": [], **context, **desk_words()},
    )


async def _confirmation_page(booking_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    found = await service.see_booking(booking_id, actor=actor, now=now)
    if found.hold is None:
        return await _times_page(booking_id, actor, now, status=409, refusal=gettext(HoldEndedError.message))
    context.setdefault("values", {"told": found.booking.answers.get(service.TOLD, "")})
    return page(
        f"{FOLDER}/booking_confirmation.html",
        found=found,
        hold=found.hold,
        counselor=(await list_counselors(only={found.hold.counselor_id}))[0],
        place=await how_to_meet(found.hold),
        **{**context, **desk_words()},
    )


HANDLERS = [show_booking, begin, show_times, keep_time, show_confirmation, confirm, abandon]
