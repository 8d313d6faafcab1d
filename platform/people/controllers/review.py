"""What waits for an officer: files that may be one person's, and guardianships to verify."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.sections import FOLDER
from wethaq.platform.people.forms import DecisionForm, EvidenceForm
from wethaq.platform.people.policy.guardianship import EvidenceMissingError
from wethaq.platform.people.service.duplicates import PER_PAGE
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import page, redirect

COMPARERS = roles(Role.RELATIONS_OFFICER, Role.DATA_STEWARD)
VERIFIERS = roles(Role.RELATIONS_OFFICER, Role.SOCIAL_RESEARCH_OFFICER)


@get("/desk/people/duplicates", opt=COMPARERS)
async def show_duplicates(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    typed = request.query_params.get("page", "1")
    number = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) <= len("9999") else 1
    candidates, count = await service.open_candidates(number, actor=actor, now=now)
    return page(
        f"{FOLDER}/duplicates.html",
        candidates=candidates,
        count=count,
        number=number,
        pages=-(-count // PER_PAGE),
        **file_words(),
    )


@post("/desk/people/duplicates/{candidate_id:uuid}/decision", opt=COMPARERS, status_code=200)
async def decide_duplicate(
    request: Request[Any, Any, Any], candidate_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await read_form(request, DecisionForm)
    await service.decide_candidate(candidate_id, form.decision, actor=actor, now=now)
    return redirect("/desk/people/duplicates")


@get("/desk/people/guardianships", opt=VERIFIERS)
async def show_guardianships(actor: CurrentActor, now: Now) -> Response[Any]:
    return await _guardianships_page(actor=actor, now=now)


@post("/desk/people/guardianships/{guardianship_id:uuid}/decision", opt=VERIFIERS, status_code=200)
async def decide_guardianship(
    request: Request[Any, Any, Any], guardianship_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, EvidenceForm)
        decide = service.verify_guardianship if form.is_verified else service.refuse_guardianship
        await decide(guardianship_id, form.evidence, actor=actor, now=now)
    except InvalidInputError as error:
        return await _again(request, guardianship_id, error.errors, actor=actor, now=now)
    except EvidenceMissingError as error:
        return await _again(
            request, guardianship_id, {"evidence": gettext(error.message)}, actor=actor, now=now
        )
    return redirect("/desk/people/guardianships")


async def _again(
    request: Request[Any, Any, Any], wrong_id: UUID, errors: dict[str, str], *, actor: Actor, now: Any
) -> Response[Any]:
    values = form_values(await request.form(), EvidenceForm)
    return await _guardianships_page(
        status=422, actor=actor, now=now, wrong_id=wrong_id, errors=errors, values=values
    )


async def _guardianships_page(*, actor: Actor, now: Any, status: int = 200, **context: Any) -> Response[Any]:
    files = await service.open_requested_guardianships(actor=actor, now=now)
    return page(
        f"{FOLDER}/guardianships.html",
        status=status,
        files=files,
        **file_words(),
        **{"wrong_id": None, **context},
    )
