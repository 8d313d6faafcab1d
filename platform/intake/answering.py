"""Answers: read in their last revision, saved at every step (G3)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake.checklist import refresh_checklist
from wethaq.platform.intake.loading import get_own_request, get_visible_request
from wethaq.platform.intake.movement import update_where_unchanged
from wethaq.platform.intake.policy.questions import Question, UnacceptableAnswerError, read_answer
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import ensure_can_edit
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Answer
from wethaq.platform.intake.timeline import add_event
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.localisation.normalise import normalise_text
from wethaq.platform.people import service as people


async def list_answers(request_id: UUID) -> dict[str, str]:
    """Return the last revision of every answer, by question key, in stored form."""
    rows = await Answer.select().where(Answer.request_id == request_id).order_by(Answer.revision)
    return {row["question"]: open_row(Answer, row)["value"] for row in rows}


async def save_answer(
    request_id: UUID, key: str, typed: Sequence[str], *, actor: Actor, now: datetime
) -> RequestRecord:
    """Save the applicant's answer to one question.

    Raises InvalidInputError with a message beside the question, and
    AnswersAreSettledError once the request is in our hands.
    """
    async with transaction():
        request = await get_own_request(request_id, actor=actor)
        ensure_can_edit(request.status, is_officer=False)
        return await write_answer(request, key, typed, actor=actor, now=now)


async def correct_answer(
    request_id: UUID, key: str, typed: Sequence[str], *, reason: str, actor: Actor, now: datetime
) -> RequestRecord:
    """Correct an answer while matching it (H2); the applicant has to sign anew (H4)."""
    async with transaction():
        request = await get_visible_request(request_id, actor=actor)
        ensure_can_edit(request.status, is_officer=True)
        question = CATALOGUE.get(request.service).question(key)
        request = await write_answer(request, key, typed, actor=actor, now=now)
        note = f"{question.key}: {reason.strip()}" if reason.strip() else question.key
        await add_event(request.id, "answer_corrected", actor=actor, now=now, note=note)
    return request


async def write_answer(
    request: RequestRecord, key: str, typed: Sequence[str], *, actor: Actor, now: datetime
) -> RequestRecord:
    """Append a revision when the answer is another than before; joins the caller's transaction."""
    question = CATALOGUE.get(request.service).question(key)
    value = accept_answer(question, typed)
    request = await update_where_unchanged(request, now=now)
    previous = await _last_revision(request.id, key)
    if previous is None or previous[1] != value:
        await _insert(request.id, key, value, (previous[0] if previous else 0) + 1, actor=actor, now=now)
        await refresh_checklist(request, await list_answers(request.id), now=now)
    return request


async def take_over_known(request: RequestRecord, *, actor: Actor, now: datetime) -> dict[str, str]:
    """Keep what the file knows among the answers of a new draft; joins the caller's transaction."""
    known = dict(CATALOGUE.get(request.service).known(await people.get_person(request.person_id)))
    for key, value in known.items():
        await _insert(request.id, key, value, 1, actor=actor, now=now)
    return known


def accept_answer(question: Question, typed: Sequence[str]) -> str:
    """Return the stored form of an answer, or raise InvalidInputError in the reader's language."""
    readable = [text for value in typed if (text := normalise_text(value))]
    texts = [ascii_digits(text) for text in readable] if question.kind == "number" else readable
    try:
        return read_answer(question, texts)
    except UnacceptableAnswerError as problem:
        values = {question.key: readable if question.kind == "choices" else "".join(readable[:1])}
        raise InvalidInputError({question.key: gettext(problem.message, **problem.params)}, values) from None


async def _last_revision(request_id: UUID, key: str) -> tuple[int, str] | None:
    row = (
        await Answer.select()
        .where(Answer.request_id == request_id, Answer.question == key)
        .order_by(Answer.revision, ascending=False)
        .first()
    )
    return (row["revision"], open_row(Answer, row)["value"]) if row else None


async def _insert(
    request_id: UUID, key: str, value: str, revision: int, *, actor: Actor, now: datetime
) -> None:
    await insert_sealed(
        Answer,
        {
            "id": new_id(),
            "request_id": request_id,
            "question": key,
            "revision": revision,
            "value": value,
            "answered_at": now,
            "answered_by": actor.account_id,
        },
    )
