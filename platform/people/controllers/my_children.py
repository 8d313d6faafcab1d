"""My children: whom I act for, and how I add a child to my file (policy B)."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.people import service
from wethaq.platform.people.choices import CHILDREN, choices_of, person_options
from wethaq.platform.people.controllers.file_words import file_words
from wethaq.platform.people.controllers.sections import FOLDER
from wethaq.platform.people.forms import ChildForm
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.people.policy.guardianship import NotAChildError
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import page, redirect

MY_CHILDREN = "/my-file/children"


@get(MY_CHILDREN, opt=SIGNED_IN)
async def show_my_children(actor: CurrentActor, now: Now, added: FromQuery[str] = "") -> Response[Any]:
    children = await service.list_children(actor=actor)
    return page(f"{FOLDER}/my_children.html", children=children, added=added, now=now, **file_words())


@get(f"{MY_CHILDREN}/new", opt=SIGNED_IN)
async def show_new_child(actor: CurrentActor) -> Response[Any]:
    guardian = await service.get_own_file(actor=actor)
    return _child_page(values={"family_name": guardian.family_name})


@post(MY_CHILDREN, opt=SIGNED_IN, status_code=200)
async def add_child(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, ChildForm)
        await service.add_child(form.details(), form.relation, actor=actor, now=now)
    except InvalidInputError as error:
        return _child_page(422, errors=error.errors, values=error.values)
    except (NotAChildError, NotYetBornError) as error:
        values = form_values(await request.form(), ChildForm)
        return _child_page(422, errors={"birth_date": gettext(error.message)}, values=values)
    return redirect(f"{MY_CHILDREN}?added=yes")


def _child_page(status: int = 200, **context: Any) -> Response[Any]:
    options = {**person_options(), "sexes": choices_of(CHILDREN)}
    return page(f"{FOLDER}/my_child_new.html", status=status, options=options, **context)
