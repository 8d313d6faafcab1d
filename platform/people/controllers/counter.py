"""At the counter and on the telephone: open a file, correct it, name a guardian."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service
from wethaq.platform.people.choices import person_options
from wethaq.platform.people.controllers.file_actions import file_actions
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.finding import COUNTER
from wethaq.platform.people.controllers.sections import FOLDER, born_later, section_form, typed_version
from wethaq.platform.people.forms import GuardianForm, changed, values_of
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import page, redirect

PURPOSE = "people.reception"


@get("/desk/people/{person_id:uuid}", opt=COUNTER)
async def show_file(
    person_id: FromPath[UUID], actor: CurrentActor, now: Now, changed: FromQuery[str] = ""
) -> Response[Any]:
    return await _file_page(person_id, actor=actor, now=now, changed=changed)


@get("/desk/people/{person_id:uuid}/details/{section:str}", opt=COUNTER)
async def show_section(
    person_id: FromPath[UUID], section: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    section_form(section)
    person = await service.open_file(person_id, purpose=PURPOSE, actor=actor, now=now)
    return _section_page(person, section, values=values_of(person))


@post("/desk/people/{person_id:uuid}/details/{section:str}", opt=COUNTER, status_code=200)
async def change_file(
    request: Request[Any, Any, Any],
    person_id: FromPath[UUID],
    section: FromPath[str],
    actor: CurrentActor,
    now: Now,
) -> Response[Any]:
    model = section_form(section)
    person = await service.get_person(person_id)
    try:
        details = changed(person, await read_form(request, model))
        version = await typed_version(request)
        await service.update_person(person_id, details, actor=actor, now=now, version=version)
    except InvalidInputError as error:
        return _section_page(person, section, status=422, errors=error.errors, values=error.values)
    except NotYetBornError as error:
        shown = await born_later(request, model, error)
        return _section_page(person, section, status=422, errors=shown.errors, values=shown.values)
    return redirect(f"/desk/people/{person_id}?changed=yes")


@post("/desk/people/{person_id:uuid}/guardianships", opt=COUNTER, status_code=200)
async def choose_guardian(
    request: Request[Any, Any, Any], person_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, GuardianForm)
        guardian_id = await _only_one(form.guardian, actor=actor, now=now)
    except InvalidInputError as error:
        values = form_values(await request.form(), GuardianForm)
        return await _file_page(
            person_id, actor=actor, now=now, status=422, errors=error.errors, values=values
        )
    await service.request_guardianship(guardian_id, person_id, form.relation, actor=actor, now=now)
    return redirect(f"/desk/people/{person_id}?changed=guardian")


async def _file_page(
    person_id: UUID, *, actor: Actor, now: Any, status: int = 200, **context: Any
) -> Response[Any]:
    person = await service.open_file(person_id, purpose=PURPOSE, actor=actor, now=now)
    guardianships = await service.guardianships_of(person_id)
    return page(
        f"{FOLDER}/file.html",
        status=status,
        person=person,
        guardianships=guardianships,
        now=now,
        **file_words(),
        options=person_options(),
        actions=file_actions(actor),
        **{"changed": "", **context},
    )


def _section_page(person: service.Person, section: str, status: int = 200, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/section.html",
        status=status,
        person=person,
        section=section,
        action=f"/desk/people/{person.id}/details/{section}",
        back_path=f"/desk/people/{person.id}",
        options=person_options(),
        **context,
    )


async def _only_one(typed: str, *, actor: Actor, now: Any) -> UUID:
    """Return the one person whom an ID, a mobile or a number names; a name alone is too little."""
    hits = await service.find_people(typed, actor=actor, now=now)
    if len(hits) != 1:
        message = gettext(
            "This doesn't name one person for certain. Use the ID number, or open their file first."
        )
        raise InvalidInputError({"guardian": message})
    return hits[0].id
