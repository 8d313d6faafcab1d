"""A proposal at the desk: sent, met, examined, contracted, decided upon, closed; each by a person."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.matching import answering, contracts, ending, freezing, meeting_keeping, proposing
from wethaq.matching.controllers.desk.proposal_forms import (
    CertificateForm,
    ContractForm,
    FreezeForm,
    MeetingForm,
    OutcomeForm,
    ReasonForm,
    WaliForm,
)
from wethaq.matching.controllers.desk.words import (
    DESK,
    FOR_MATCHMAKERS,
    Act,
    desk_page,
    refusal_words,
    what_was_typed,
)
from wethaq.matching.desk_proposal import see_desk_proposal
from wethaq.matching.desk_words import PARTY_WORDS
from wethaq.matching.policy.desk_access import ensure_reason
from wethaq.matching.policy.premarital_exam import ExamCertificate
from wethaq.matching.proposal_words import CONCERN_WORDS, MAHRAM_WORDS
from wethaq.matching.proposals import get_desk_proposal
from wethaq.platform.actors import Actor
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest

PROPOSAL: Final = f"{DESK}/proposals/{{proposal_id:uuid}}"


@get(PROPOSAL, opt=FOR_MATCHMAKERS)
async def show_proposal(proposal_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    return await _page(proposal_id, actor, now)


@post(f"{PROPOSAL}/sending", opt=FOR_MATCHMAKERS)
async def send(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        await proposing.send_proposal(proposal_id, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/guardian-yes", opt=FOR_MATCHMAKERS)
async def record_guardian(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, WaliForm)
        await answering.record_wali_yes(proposal_id, form.witness, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/meeting", opt=FOR_MATCHMAKERS)
async def set_meeting(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, MeetingForm)
        await meeting_keeping.set_meeting(proposal_id, form.plan(), actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/meeting-outcome", opt=FOR_MATCHMAKERS)
async def record_meeting(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, OutcomeForm)
        await meeting_keeping.record_meeting(proposal_id, form.outcome, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/exam", opt=FOR_MATCHMAKERS)
async def begin_exam(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        await contracts.begin_exam(proposal_id, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/certificates", opt=FOR_MATCHMAKERS)
async def record_certificate(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, CertificateForm)
        certificate = ExamCertificate(form.issued_on, form.compatible == "yes")
        await contracts.record_certificate(proposal_id, form.party, certificate, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/contract", opt=FOR_MATCHMAKERS)
async def record_contract(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, ContractForm)
        await contracts.record_contract(proposal_id, form.contracted_on, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/freeze-decision", opt=FOR_MATCHMAKERS)
async def decide_freeze(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, FreezeForm)
        words = ensure_reason(form.decision_words)
        await freezing.decide_freeze(proposal_id, form.decision, words, actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


@post(f"{PROPOSAL}/closure", opt=FOR_MATCHMAKERS)
async def close(
    request: SiteRequest, proposal_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    async def act() -> None:
        form = await read_form(request, ReasonForm)
        await ending.close_proposal(proposal_id, ensure_reason(form.reason), actor=actor, now=now)

    return await _settle(request, proposal_id, actor, now, act)


async def _settle(
    request: SiteRequest, proposal_id: UUID, actor: Actor, now: datetime, act: Act
) -> Response[Any]:
    """Do a step and go back to the proposal; a mistake or a refusal shows the page again with what was typed."""
    await get_desk_proposal(proposal_id, actor=actor)
    try:
        await act()
    except InvalidInputError as error:
        return await _page(proposal_id, actor, now, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        typed = await what_was_typed(request)
        words = refusal_words(refusal)
        return await _page(proposal_id, actor, now, status=refusal.status, refusal=words, values=typed)
    return redirect(f"{DESK}/proposals/{proposal_id}")


async def _page(proposal_id: UUID, actor: Actor, now: datetime, **context: Any) -> Response[Any]:
    return desk_page(
        "proposal.html",
        seen=await see_desk_proposal(proposal_id, actor=actor, now=now),
        party_words=PARTY_WORDS,
        mahram_words=MAHRAM_WORDS,
        concern_words=CONCERN_WORDS,
        now=now,
        **context,
    )


HANDLERS = [
    show_proposal,
    send,
    record_guardian,
    set_meeting,
    record_meeting,
    begin_exam,
    record_certificate,
    record_contract,
    decide_freeze,
    close,
]
