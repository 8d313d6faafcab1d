"""My details: what the association knows of me, and how I correct it (PDPL, the right to rectification)."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.people import service
from wethaq.platform.people.choices import person_options
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.sections import FOLDER, born_later, section_form, typed_version
from wethaq.platform.people.forms import changed, values_of
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.web.audience import SIGNED_IN, proved
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

MY_DETAILS = "/my-file/details"
SECTION = proved(SIGNED_IN, when=lambda address: address["section"] == "contact")
"""Who changes where our messages go, could read them from then on."""


@get(MY_DETAILS, opt=SIGNED_IN)
async def show_mine(actor: CurrentActor, now: Now, changed: FromQuery[str] = "") -> Response[Any]:
    person = await service.get_own_file(actor=actor)
    wards = await service.wards_of(person.id, now=now)
    return page(
        f"{FOLDER}/my_details.html", person=person, wards=wards, changed=changed, now=now, **file_words()
    )


@get(f"{MY_DETAILS}/{{section:str}}", opt=SECTION)
async def show_my_section(section: FromPath[str], actor: CurrentActor) -> Response[Any]:
    section_form(section)
    person = await service.get_own_file(actor=actor)
    return _section_page(person, section, values=values_of(person))


@post(f"{MY_DETAILS}/{{section:str}}", opt=SECTION, status_code=200)
async def change_mine(
    request: Request[Any, Any, Any], section: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    model = section_form(section)
    person = await service.get_own_file(actor=actor)
    try:
        details = changed(person, await read_form(request, model))
        version = await typed_version(request)
        await service.update_person(person.id, details, actor=actor, now=now, version=version)
    except InvalidInputError as error:
        return _section_page(person, section, status=422, errors=error.errors, values=error.values)
    except NotYetBornError as error:
        shown = await born_later(request, model, error)
        return _section_page(person, section, status=422, errors=shown.errors, values=shown.values)
    return redirect(f"{MY_DETAILS}?changed={section}")


def _section_page(person: service.Person, section: str, status: int = 200, **context: Any) -> Response[Any]:
    return page(
        f"{FOLDER}/my_section.html",
        status=status,
        person=person,
        section=section,
        action=f"{MY_DETAILS}/{section}",
        options=person_options(),
        **context,
    )
