"""A case at its counselor's desk: goals, measures, notes, and how it ends."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import handing_on, measuring, notes
from wethaq.counseling.cases import close_case, get_own_case, set_goals
from wethaq.counseling.controllers.desk.forms import (
    ClosureForm,
    GoalsForm,
    HandoverForm,
    MeasureForm,
    NoteForm,
    ReferralForm,
)
from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.desk_case import see_case, see_cases
from wethaq.counseling.policy.cases import Ending
from wethaq.counseling.policy.measures import HIGHEST_TOTAL, QUESTIONS, RELIABLE_CHANGE, Change
from wethaq.platform.actors import Actor
from wethaq.platform.errors import N_, InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form, typed_values
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

CASES: Final = "/desk/counseling/cases"
CASE: Final = f"{CASES}/{{case_id:uuid}}"
Act = Callable[[], Awaitable[object]]
ENDING_WORDS: Final = {
    Ending.GOALS_REACHED: N_("The goals are reached"),
    Ending.FAMILY_STOPPED: N_("The family doesn't wish to go on"),
    Ending.REFERRED: N_("Handed on"),
    Ending.OTHER: N_("Another reason"),
}
CHANGE_WORDS: Final = {
    Change.BETTER: N_("A change for the better, larger than chance."),
    Change.WORSE: N_("A change for the worse, larger than chance. Speak about it."),
    Change.NONE: N_("No change that is larger than chance."),
}


@get(CASES, opt=COUNSELORS)
async def show_cases(actor: CurrentActor) -> Response[Any]:
    return desk_page("cases.html", lines=await see_cases(actor=actor), ending_words=ENDING_WORDS)


@get(CASE, opt=COUNSELORS)
async def show_case(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    return await _case_page(case_id, actor, now, correct=request.query_params.get("correct"))


@post(f"{CASE}/goals", opt=COUNSELORS)
async def save_goals(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, GoalsForm)
        await set_goals(case_id, form.goals, version=form.version, actor=actor, now=now)

    return await _settle(request, case_id, actor, now, act, "goals")


@post(f"{CASE}/notes", opt=COUNSELORS)
async def write_note(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, NoteForm)
        await notes.write_note(
            case_id,
            form.note,
            appointment_id=form.appointment_id,
            replaces_id=form.replaces_id,
            actor=actor,
            now=now,
        )

    return await _settle(request, case_id, actor, now, act, "notes")


@post(f"{CASE}/measures", opt=COUNSELORS)
async def save_measure(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, MeasureForm)
        await measuring.take_measure(case_id, form.moment, form.scores(), actor=actor, now=now)

    return await _settle(request, case_id, actor, now, act, "measures")


@post(f"{CASE}/closure", opt=COUNSELORS)
async def close(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, ClosureForm)
        await close_case(case_id, Ending(form.ending), form.ending_words, actor=actor, now=now)

    return await _settle(request, case_id, actor, now, act, "closure")


@post(f"{CASE}/referrals", opt=COUNSELORS)
async def refer(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, ReferralForm)
        await handing_on.refer_to_partner(case_id, form.partner, form.referral_reason, actor=actor, now=now)

    return await _settle(request, case_id, actor, now, act, "referral")


@post(f"{CASE}/handover", opt=COUNSELORS)
async def hand_over(
    request: SiteRequest, case_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, HandoverForm)
        await handing_on.hand_to_colleague(
            case_id,
            form.colleague,
            form.handover_reason,
            is_agreed=form.agreed == "yes",
            actor=actor,
            now=now,
        )

    return await _settle(request, case_id, actor, now, act, "handover")


async def _settle(
    request: SiteRequest, case_id: UUID, actor: Actor, now: datetime, act: Act, section: str
) -> Response[Any]:
    """Do a step and go back to the case; a mistake or a refusal shows the page again with what was typed."""
    await get_own_case(case_id, actor=actor)
    try:
        await act()
    except InvalidInputError as error:
        return await _case_page(
            case_id, actor, now, status=422, section=section, errors=error.errors, values=error.values
        )
    except RefusedError as refusal:
        typed = {name: texts[0] for name, texts in (await typed_values(request)).items() if texts}
        words = gettext(refusal.message).format(**refusal.params)
        return await _case_page(
            case_id, actor, now, status=refusal.status, section=section, refusal=words, values=typed
        )
    return redirect(f"{CASES}/{case_id}#{section}")


async def _case_page(case_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    for name in ("refusal", "section", "correct"):
        context.setdefault(name, None)
    return desk_page(
        "case.html",
        seen=await see_case(case_id, actor=actor, now=now),
        questions=QUESTIONS,
        highest=HIGHEST_TOTAL,
        reliable_change=RELIABLE_CHANGE,
        change_words=CHANGE_WORDS,
        ending_words=ENDING_WORDS,
        **context,
    )


HANDLERS = [
    show_cases,
    show_case,
    save_goals,
    write_note,
    save_measure,
    close,
    refer,
    hand_over,
]
