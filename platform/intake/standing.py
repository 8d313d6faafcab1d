"""Gather the facts of a request on which its next step depends."""

from collections.abc import Mapping
from uuid import UUID

from wethaq.platform.database.sealing import open_row
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.checklist import list_documents, list_items
from wethaq.platform.intake.policy.checklist import missing_uploads
from wethaq.platform.intake.policy.declaration import Content, SignatureMethod, content_hash
from wethaq.platform.intake.policy.journey import Standing
from wethaq.platform.intake.policy.questions import relevant_answers, unanswered
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.records import RequestRecord, Signature
from wethaq.platform.intake.tables import Appeal, Declaration


async def standing_of(request: RequestRecord) -> Standing:
    """Return what the rules of the journey look at."""
    policy = CATALOGUE.get(request.service)
    answers = await list_answers(request.id)
    items = await list_items(request)
    signature = await last_signature(request.id)
    standings = tuple(record.standing for record in items)
    return Standing(
        status=request.status,
        path=request.path,
        current_hash=await current_hash(request, answers),
        signed_hash=signature.content_hash if signature else None,
        items=standings,
        has_gaps=bool(unanswered(policy.questions, answers)),
        lacks_documents=bool(missing_uploads([record.item for record in items], standings)),
        earliest_reply_at=request.earliest_reply_at,
        appeal_until=request.appeal_until,
        has_appealed=await Appeal.exists().where(Appeal.request_id == request.id),
    )


async def current_hash(request: RequestRecord, answers: Mapping[str, str] | None = None) -> str:
    """Return the hash of the content as it now stands (H4)."""
    policy = CATALOGUE.get(request.service)
    given = answers if answers is not None else await list_answers(request.id)
    return content_hash(
        Content(
            request_id=request.id,
            service=request.service,
            terms_version=request.terms_version,
            responsibilities_version=request.responsibilities_version,
            answers=relevant_answers(policy.questions, given),
            documents=await list_documents(request.id),
        )
    )


async def last_signature(request_id: UUID) -> Signature | None:
    """Return the last declaration of a request."""
    row = (
        await Declaration.select()
        .where(Declaration.request_id == request_id)
        .order_by(Declaration.signed_at, ascending=False)
        .first()
    )
    if row is None:
        return None
    opened = open_row(Declaration, row)
    return Signature(
        id=opened["id"],
        content_hash=opened["content_hash"],
        declaration_version=opened["declaration_version"],
        method=SignatureMethod(opened["method"]),
        signed_name=opened["signed_name"],
        signed_at=opened["signed_at"],
        recorded_by=opened["recorded_by"],
        witness_id=opened["witness_id"],
        document_id=opened["document_id"],
    )
