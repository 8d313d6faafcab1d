"""The bylaws and the guide at the officer's hand: to read, to cite, to publish anew (policy T1, T2)."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Role
from wethaq.platform.documents.controllers.publications import VersionNumber
from wethaq.platform.documents.errors import AlreadyPublishedError, ArticlesDifferError, DocumentNotFoundError
from wethaq.platform.documents.forms import VersionForm
from wethaq.platform.documents.publications import (
    PUBLICATION_NAMES,
    Wording,
    citation,
    get_publication,
    list_publications,
    list_versions,
    publish_document,
)
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.web.audience import STAFF, roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import form_values, read_form
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/documents"
PUBLISHERS = roles(Role.MANAGER)


@get("/desk/documents", opt=STAFF)
async def show_desk_publications(actor: CurrentActor) -> Response[Any]:
    published = {publication.code: publication for publication in await list_publications(actor=actor)}
    names = [(code, gettext(name), published.get(code)) for code, name in PUBLICATION_NAMES.items()]
    return page(f"{FOLDER}/desk_publications.html", names=names, may_publish=actor.has(Role.MANAGER))


@get("/desk/documents/{code:str}", opt=STAFF)
async def show_desk_publication(
    code: FromPath[str], actor: CurrentActor, version: VersionNumber = None
) -> Response[Any]:
    publication = await get_publication(code, version, actor=actor)
    language = active_language()
    return page(
        f"{FOLDER}/desk_publication.html",
        publication=publication,
        blocks=publication.blocks(language),
        versions=await list_versions(code, actor=actor),
        cite=lambda article: citation(publication, article, language),
        is_desk=True,
    )


@get("/desk/documents/{code:str}/versions/new", opt=PUBLISHERS)
async def show_new_version(code: FromPath[str], actor: CurrentActor) -> Response[Any]:
    try:
        before = await get_publication(code, actor=actor)
    except DocumentNotFoundError:
        values: dict[str, Any] = {"is_public": "yes"}
    else:
        values = {name: getattr(before, name) for name in ("title_ar", "title_en", "body_ar", "body_en")}
        values["is_public"] = "yes" if before.is_public else None
    return _form_page(code, values=values)


@post("/desk/documents/{code:str}/versions", opt=PUBLISHERS, status_code=200)
async def publish(
    request: Request[Any, Any, Any], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    values = form_values(await request.form(), VersionForm)
    try:
        form = await read_form(request, VersionForm)
        wording = Wording(form.title_ar, form.title_en, form.body_ar, form.body_en)
        await publish_document(code, wording, is_public=form.is_public, actor=actor, now=now)
    except InvalidInputError as error:
        return _form_page(code, status=422, errors=error.errors, values=error.values)
    except (ArticlesDifferError, AlreadyPublishedError) as error:
        return _form_page(
            code, status=error.status, errors={"body_en": gettext(error.message)}, values=values
        )
    return redirect(f"/desk/documents/{code}")


def _form_page(code: str, *, status: int = 200, **context: Any) -> Response[Any]:
    if code not in PUBLICATION_NAMES:
        raise DocumentNotFoundError
    name = gettext(PUBLICATION_NAMES[code])
    return page(f"{FOLDER}/desk_publication_new.html", status=status, code=code, name=name, **context)
