"""Yes, not now, without a photo, a concern, and feedback: each a page with one question."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching.answering import agree_to_step, decline_proposal, leave_photo_out
from wethaq.matching.controllers.proposals.forms import AgreementForm, ConcernForm, RefusalForm
from wethaq.matching.controllers.proposals.pages import FOLDER, PATH, next_opens
from wethaq.matching.controllers.proposals.reading import ONE
from wethaq.matching.feedback import give_feedback
from wethaq.matching.freezing import report_concern
from wethaq.matching.own_proposals import ask_own
from wethaq.matching.proposal_words import CONCERN_WORDS
from wethaq.matching.step_consents import missing_step_texts
from wethaq.platform.actors import Actor
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import active_language
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest


@get(ONE + "/agreement", opt=SIGNED_IN)
async def ask_agreement(proposal_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[str]:
    return await _agreement_page(proposal_id, actor, now)


@post(ONE + "/agreement", opt=SIGNED_IN)
async def agree(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    asked = await ask_own(proposal_id, actor=actor)
    try:
        form = await read_form(request, AgreementForm)
        form.ensure_complete(await missing_step_texts(asked.line.seat, now=now))
        await agree_to_step(proposal_id, text_ids=form.agrees, actor=actor, now=now)
    except InvalidInputError as error:
        return await _agreement_page(
            proposal_id, actor, now, status=422, errors=error.errors, values=error.values
        )
    except RefusedError as error:
        return await _agreement_page(proposal_id, actor, now, status=409, refusal=error)
    return go_on(request, f"{PATH}/{proposal_id}?done=agreed")


@get(ONE + "/refusal", opt=SIGNED_IN)
async def ask_refusal(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "refusal", actor)


@post(ONE + "/refusal", opt=SIGNED_IN)
async def decline(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, RefusalForm)
        await decline_proposal(proposal_id, criteria=form.criteria, words=form.words, actor=actor, now=now)
    except InvalidInputError as error:
        return await _question(
            proposal_id, "refusal", actor, status=422, errors=error.errors, values=error.values
        )
    return go_on(request, f"{PATH}/{proposal_id}?done=declined")


@post(ONE + "/without-photo", opt=SIGNED_IN)
async def go_without_photo(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await leave_photo_out(proposal_id, actor=actor, now=now)
    return go_on(request, f"{PATH}/{proposal_id}?done=without_photo")


@get(ONE + "/concern", opt=SIGNED_IN)
async def ask_concern(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "concern", actor)


@post(ONE + "/concern", opt=SIGNED_IN)
async def report(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, ConcernForm)
        await report_concern(proposal_id, form.concern, form.words, actor=actor, now=now)
    except InvalidInputError as error:
        return await _question(
            proposal_id, "concern", actor, status=422, errors=error.errors, values=error.values
        )
    return go_on(request, f"{PATH}/{proposal_id}?done=reported")


@get(ONE + "/feedback", opt=SIGNED_IN)
async def ask_feedback(proposal_id: FromPath[UUID], actor: CurrentActor) -> Response[str]:
    return await _question(proposal_id, "feedback", actor)


@post(ONE + "/feedback", opt=SIGNED_IN)
async def tell(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, RefusalForm)
        await give_feedback(proposal_id, form.criteria, form.words, actor=actor, now=now)
    except InvalidInputError as error:
        return await _question(
            proposal_id, "feedback", actor, status=422, errors=error.errors, values=error.values
        )
    return go_on(request, f"{PATH}/{proposal_id}?done=feedback")


async def _agreement_page(proposal_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[str]:
    asked = await ask_own(proposal_id, actor=actor)
    texts = await missing_step_texts(asked.line.seat, now=now) if asked.line.awaits_me else []
    blocks = [(text, parse_blocks(text.body(active_language()))) for text in texts]
    more = {"texts": blocks, "opens": next_opens(asked.line), "refusal": None, **context}
    return page(f"{FOLDER}/agreement.html", asked=asked, path=f"{PATH}/{proposal_id}", **more)


async def _question(proposal_id: UUID, question: str, actor: Actor, **context: Any) -> Response[str]:
    asked = await ask_own(proposal_id, actor=actor)
    return page(
        f"{FOLDER}/{question}.html",
        asked=asked,
        path=f"{PATH}/{proposal_id}",
        concerns=CONCERN_WORDS,
        **context,
    )


HANDLERS = [
    ask_agreement,
    agree,
    ask_refusal,
    decline,
    go_without_photo,
    ask_concern,
    report,
    ask_feedback,
    tell,
]
