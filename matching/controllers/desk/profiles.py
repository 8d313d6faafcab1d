"""A profile at its matchmaker's desk: read, checked, described, noted, activated, paused, closed."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching import checking, describing, keeping, noting, relating
from wethaq.matching.controllers.desk.forms import (
    CheckForm,
    ClosureForm,
    DescriptionForm,
    NoteForm,
    PauseForm,
    SpokenForm,
    TieForm,
    WithdrawalForm,
)
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MATCHMAKERS,
    FOR_OPENERS,
    Act,
    desk_page,
    refusal_words,
    what_was_typed,
)
from wethaq.matching.desk_profile import see_profile
from wethaq.matching.portfolio import ProfileNotFoundError, get_kept_profile
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PROFILE: Final = f"{DESK}/profiles/{{profile_id:uuid}}"


@get(PROFILE, opt=FOR_OPENERS)
async def show_profile(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    return await _profile_page(profile_id, actor, now, correct=request.query_params.get("correct"))


@post(f"{PROFILE}/checks", opt=FOR_MATCHMAKERS)
async def check(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, CheckForm)
        await checking.check_point(profile_id, form.point, form.dated_on, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "checks")


@post(f"{PROFILE}/check-withdrawals", opt=FOR_MATCHMAKERS)
async def withdraw_check(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, WithdrawalForm)
        await checking.withdraw_check(profile_id, form.point, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "checks")


@post(f"{PROFILE}/references", opt=FOR_MATCHMAKERS)
async def record_reference(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, SpokenForm)
        await checking.record_spoken(profile_id, form.reference_id, form.words, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "references")


@post(f"{PROFILE}/description", opt=FOR_MATCHMAKERS)
async def describe(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, DescriptionForm)
        await describing.write_description(profile_id, form.description, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "appearance")


@post(f"{PROFILE}/ties", opt=FOR_MATCHMAKERS)
async def establish_tie(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, TieForm)
        try:
            await relating.establish_tie(
                profile_id, form.other_number, form.kinship, form.tie_words, actor=actor, now=now
            )
        except ProfileNotFoundError:
            errors = {"other_number": gettext("There is no profile with this number.")}
            raise InvalidInputError(errors, form.model_dump()) from None

    return await _settle(request, profile_id, actor, now, act, "ties")


@post(f"{PROFILE}/notes", opt=FOR_MATCHMAKERS)
async def write_note(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, NoteForm)
        await noting.write_note(profile_id, form.note, replaces_id=form.replaces_id, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "notes")


@post(f"{PROFILE}/activation", opt=FOR_MATCHMAKERS)
async def activate(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        await keeping.activate_kept_profile(profile_id, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "state")


@post(f"{PROFILE}/pause", opt=FOR_MATCHMAKERS)
async def pause(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, PauseForm)
        await keeping.pause_kept_profile(profile_id, form.pause_reason, form.until, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "state")


@post(f"{PROFILE}/closure", opt=FOR_MATCHMAKERS)
async def close(
    request: SiteRequest, profile_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, ClosureForm)
        await keeping.close_kept_profile(profile_id, form.closure_reason, actor=actor, now=now)

    return await _settle(request, profile_id, actor, now, act, "state")


async def _settle(
    request: SiteRequest, profile_id: UUID, actor: Actor, now: datetime, act: Act, section: str
) -> Response[Any]:
    """Do a step and go back to the profile; a mistake or a refusal shows the page again with what was typed."""
    await get_kept_profile(profile_id, actor=actor)
    try:
        await act()
    except InvalidInputError as error:
        return await _profile_page(
            profile_id, actor, now, status=422, section=section, errors=error.errors, values=error.values
        )
    except RefusedError as refusal:
        return await _profile_page(
            profile_id,
            actor,
            now,
            status=refusal.status,
            section=section,
            refusal=refusal_words(refusal),
            values=await what_was_typed(request),
        )
    return redirect(f"{DESK}/profiles/{profile_id}#{section}")


async def _profile_page(profile_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    for name in ("section", "correct"):
        context.setdefault(name, None)
    seen = await see_profile(profile_id, actor=actor, now=now)
    return desk_page("profile.html", seen=seen, profile=seen.kept.profile, now=now, **context)


HANDLERS = [
    show_profile,
    check,
    withdraw_check,
    record_reference,
    describe,
    establish_tie,
    write_note,
    activate,
    pause,
    close,
]
