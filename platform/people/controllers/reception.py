"""Reception: a file for somebody who walked in, rang or wrote."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.people import service
from wethaq.platform.people.choices import person_options
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.sections import FOLDER, born_later
from wethaq.platform.people.forms import WalkInForm
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import page, redirect

RECEPTION = roles(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT, Role.VOLUNTEER)
SEE_FILES = (Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT)


@get("/desk/people/new", opt=RECEPTION)
async def show_registration(actor: CurrentActor) -> Response[Any]:
    channel = "volunteer" if actor.has(Role.VOLUNTEER) else ""
    return _registration_page(values={"channel": channel})


@post("/desk/people", opt=RECEPTION, status_code=200)
async def register(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, WalkInForm)
        if hits := await _to_compare(form, actor=actor):
            return _registration_page(409, hits=hits, values=form_values(await request.form(), WalkInForm))
        arrived = replace(actor, channel=form.channel)
        person_id = await service.create_person(form.details(), actor=arrived, now=now)
    except InvalidInputError as error:
        return _registration_page(422, errors=error.errors, values=error.values)
    except NotYetBornError as error:
        shown = await born_later(request, WalkInForm, error)
        return _registration_page(422, errors=shown.errors, values=shown.values)
    may_open = actor.has(*SEE_FILES)
    return redirect(f"/desk/people/{person_id}?changed=new" if may_open else f"/desk/intake/{person_id}")


async def _to_compare(form: WalkInForm, *, actor: Actor) -> list[service.DuplicateHit]:
    """Return whom to look at first. A volunteer learns of nobody: an officer compares afterwards."""
    if form.has_compared or not actor.has(*SEE_FILES):
        return []
    return await service.find_possible_duplicates(form.details())


def _registration_page(status: int = 200, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/new.html",
        status=status,
        options=person_options(),
        **file_words(),
        **{"hits": [], **context},
    )
