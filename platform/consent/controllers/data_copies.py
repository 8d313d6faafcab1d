"""A copy of my data, to read or to take elsewhere."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.platform.consent.data_copy import as_json, as_pdf, collect_copy
from wethaq.platform.consent.subjects import own_subject
from wethaq.platform.localisation import active_language
from wethaq.platform.web.audience import SIGNED_IN, proved
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page

PATH = "/my-file/data-copy"
SENSITIVE = proved(SIGNED_IN)
"""Everything at once: an open browser left for a moment isn't enough to take it away."""
MEDIA_TYPES = {"json": "application/json", "pdf": "application/pdf"}


@get(PATH, opt=SENSITIVE)
async def show_data_copy(actor: CurrentActor, now: Now) -> Response[Any]:
    return page("platform/consent/data_copy.html", subject=await own_subject(actor, None, now=now))


@post([f"{PATH}/{{form:str}}"], status_code=200, opt=SENSITIVE)
async def make_data_copy(form: FromPath[str], actor: CurrentActor, now: Now) -> Response[bytes]:
    """Make the copy; a POST, since each one is noted and none lies about in a browser's history."""
    subject = await own_subject(actor, None, now=now)
    language, kind = active_language(), "pdf" if form == "pdf" else "json"
    copy = await collect_copy(subject.person_id, language, actor=actor, now=now)
    content = await as_pdf(copy, subject.person_id, language) if kind == "pdf" else as_json(copy)
    headers = {
        "Content-Disposition": f'attachment; filename="wethaq-my-data.{kind}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


HANDLERS = [show_data_copy, make_data_copy]
