"""The bylaws and the support guide, as the public reads them."""

from typing import Annotated, Any

from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from wethaq.platform.documents.attachments import attachment
from wethaq.platform.documents.letter_rendering import render_letter
from wethaq.platform.documents.policy import FileType
from wethaq.platform.documents.publications import (
    Publication,
    get_publication,
    list_publications,
    list_versions,
)
from wethaq.platform.localisation import Language, active_language
from wethaq.platform.settings import get_settings
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import CurrentActor
from wethaq.platform.web.rendering import page

FOLDER = "platform/documents"
VersionNumber = Annotated[int | None, QueryParameter(ge=1, le=1_000_000)]
"""Which version is asked for; no document comes near the end of the database's own numbers."""


@get("/publications", opt=PUBLIC)
async def show_publications(actor: CurrentActor) -> Response[Any]:
    return page(f"{FOLDER}/publications.html", publications=await list_publications(actor=actor))


@get("/publications/{code:str}", opt=PUBLIC)
async def show_publication(
    code: FromPath[str], actor: CurrentActor, version: VersionNumber = None
) -> Response[Any]:
    publication = await get_publication(code, version, actor=actor)
    return page(
        f"{FOLDER}/publication.html",
        publication=publication,
        blocks=publication.blocks(active_language()),
        versions=await list_versions(code, actor=actor),
        is_desk=False,
    )


@get("/publications/{code:str}/pdf", opt=PUBLIC)
async def download_publication(
    code: FromPath[str], actor: CurrentActor, version: VersionNumber = None
) -> Response[bytes]:
    publication = await get_publication(code, version, actor=actor)
    language = active_language()
    paper = publication_paper(publication, language)
    pdf = await render_letter("publication", paper, language, is_demo=get_settings().is_demo)
    return attachment(pdf, f"{publication.title(language)}.pdf", FileType.PDF.value)


def publication_paper(publication: Publication, language: Language) -> dict[str, Any]:
    """Return the content of the paper `publication` of the letters."""
    blocks = publication.blocks(language)
    return {
        "title": publication.title(language),
        "version": publication.version,
        "published_on": publication.published_at,
        "sha256": publication.sha256,
        "blocks": [{"kind": block.kind, "text": block.text, "items": block.items} for block in blocks],
    }
