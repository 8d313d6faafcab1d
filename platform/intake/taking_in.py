"""Taking a request in for somebody who came, called, wrote or sent a message (C1-C8)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.consent import service as consent
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.intake.answering import accept_answer, list_answers, write_answer
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.policy.access import VOLUNTEERS_WINDOW, ensure_taker, is_volunteer_only
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import RequestStatus, ensure_can_edit
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.starting import acknowledge_responsibilities, start_request
from wethaq.platform.intake.tables import Request


async def take_request_in(
    service: str,
    person_id: UUID,
    *,
    channel: Channel,
    method: consent.GrantMethod,
    witness: str | None,
    actor: Actor,
    now: datetime,
) -> RequestRecord:
    """Open the form for somebody else; everything is marked with the channel and with who entered it.

    The responsibilities are read out (R2) and the consents given on paper, or
    by telephone before a witness, first.
    """
    await ensure_may_take_in(person_id, actor=actor, now=now)
    taker = replace(actor, channel=Channel.VOLUNTEER if is_volunteer_only(actor) else channel)
    async with transaction():
        await acknowledge_responsibilities(person_id, actor=taker, now=now)
        for purpose in CATALOGUE.get(service).consents:
            text = await consent.current_text(purpose)
            await consent.grant(
                person_id, purpose, text_id=text.id, method=method, witness=witness, actor=taker, now=now
            )
        return await start_request(service, person_id=person_id, on_behalf=True, actor=taker, now=now)


async def ensure_may_take_in(person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let staff take a request in for others; a volunteer only for whom they have just registered (C5).

    Anybody else looks to them as if they weren't there.
    """
    ensure_taker(actor)
    if actor.person_id == person_id:
        raise NotFoundError
    if is_volunteer_only(actor) and not await audit.was_done_by(
        actor.account_id, "people.person_created", person_id, since=now - VOLUNTEERS_WINDOW
    ):
        raise NotFoundError


async def has_handed_in(request_id: UUID, *, actor: Actor) -> bool:
    """Tell whether the actor took this request in and it has left their hands."""
    return actor.account_id is not None and await Request.exists().where(
        Request.id == request_id,
        Request.entered_by == actor.account_id,
        Request.status != RequestStatus.DRAFT.value,
    )


async def fill_in(
    request_id: UUID, typed: Mapping[str, Sequence[str]], *, actor: Actor, now: datetime
) -> RequestRecord:
    """Save all answers of a draft that staff entered; all problems are told at once.

    What is acceptable is saved even where something else is not, so that
    nothing typed is lost.
    """
    ensure_taker(actor)
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_edit(request.status, is_officer=True)
        errors = await _write_all(request, typed, actor=actor, now=now)
    if errors:
        values = {key: list(texts) if len(texts) > 1 else "".join(texts) for key, texts in typed.items()}
        raise InvalidInputError(errors, values)
    return request


async def find_own_drafts(*, actor: Actor) -> list[RequestRecord]:
    """Return the drafts that a member of staff has begun for others, to go on with."""
    rows = await Request.select().where(
        Request.entered_by == actor.account_id, Request.status == RequestStatus.DRAFT.value
    )
    return [RequestRecord.of(row) for row in rows]


async def _write_all(
    request: RequestRecord, typed: Mapping[str, Sequence[str]], *, actor: Actor, now: datetime
) -> dict[str, str]:
    """Write answers in the order of the form, leaving out what no longer applies."""
    errors: dict[str, str] = {}
    for question in CATALOGUE.get(request.service).questions:
        if not question.applies(await list_answers(request.id)):
            continue
        texts = list(typed.get(question.key, ()))
        try:
            accept_answer(question, texts)
        except InvalidInputError as problem:
            errors |= problem.errors
        else:
            await write_answer(request, question.key, texts, actor=actor, now=now)
    return errors
