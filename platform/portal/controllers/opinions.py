"""The question "was this page useful?": a press, and the reasons of whoever says no."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from wethaq.platform.portal import opinions as service
from wethaq.platform.portal.policy import REASON_WORDS, known_reasons
from wethaq.platform.security.limit_policy import Limit
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import fragment, page

FOLDER = "platform/portal"
OPINIONS_PER_ADDRESS = Limit(most=40, is_slowing=False)


@post("/page-opinions", opt=PUBLIC, status_code=200)
async def give_opinion(request: Request, actor: CurrentActor, now: Now) -> Response[Any]:
    address = request.client.host if request.client else "unknown"
    await record_attempt("portal.opinion", address, now, OPINIONS_PER_ADDRESS)
    form = await request.form()
    is_useful = form.get("answer") == "yes"
    opinion_id = await service.record_opinion(
        str(form.get("page", "")), is_useful=is_useful, actor=actor, now=now
    )
    if is_useful:
        return _answer(request, "opinion_thanks")
    return _answer(request, "opinion_reasons", opinion_id=opinion_id, reason_words=REASON_WORDS)


@post("/page-opinions/{opinion_id:uuid}/reasons", opt=PUBLIC, status_code=200)
async def give_reasons(
    request: Request, opinion_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await request.form()
    reasons = known_reasons(str(reason) for reason in form.getall("reasons", []))
    await service.add_reasons(opinion_id, reasons, actor=actor, now=now)
    return _answer(request, "opinion_thanks")


def _answer(request: Request, name: str, **context: Any) -> Response[Any]:
    """Answer HTMX with the fragment and a plain form with a page round it."""
    if request.headers.get("hx-request") == "true":
        return fragment(f"{FOLDER}/_{name}.html", **context)
    return page(f"{FOLDER}/opinion.html", part=f"{FOLDER}/_{name}.html", **context)
