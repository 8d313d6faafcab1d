"""The paper that an applicant signed by hand: its scan lies with the declaration it proves (H4)."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.records import RequestRecord, Signature
from wethaq.platform.intake.standing import last_signature
from wethaq.platform.intake.submission import ensure_can_record_declaration
from wethaq.platform.intake.tables import Declaration
from wethaq.platform.intake.timeline import add_event

KIND = "declaration"


class NoPaperAwaitedError(RefusedError):
    """There is no declaration on paper, or its scan lies with it already."""

    message = N_("No signed paper is awaited here: the declaration isn't on paper, or it was filed already.")


async def store_paper(
    request_id: UUID, filename: str, content: bytes, *, actor: Actor, now: datetime
) -> UUID:
    """Keep the scan that comes with a declaration and return its id, for `record_declaration`.

    The file is rebuilt outside any transaction, since decoding takes a while.
    """
    request = await ensure_can_record_declaration(request_id, actor=actor)
    return await _store(request, filename, content, actor=actor, now=now)


async def add_paper(request_id: UUID, filename: str, content: bytes, *, actor: Actor, now: datetime) -> None:
    """File the scan of a declaration that was recorded before; the signature itself stays as it is.

    Raises NoPaperAwaitedError.
    """
    ensure_officer(actor)
    request = await get_visible_request(request_id, actor=actor)
    signature = await last_signature(request_id)
    if signature is None or not awaits_paper(signature):
        raise NoPaperAwaitedError
    document_id = await _store(request, filename, content, actor=actor, now=now)
    async with transaction():
        filed = (
            await Declaration.update({Declaration.document_id: document_id})
            .where(Declaration.id == signature.id, Declaration.document_id.is_null())
            .returning(Declaration.id)
        )
        if not filed:
            raise NoPaperAwaitedError
        await add_event(request_id, "paper_filed", actor=actor, now=now, is_public=False)
        await audit.record(
            "intake.paper_filed", request_id, actor=actor, now=now, person_id=request.person_id
        )


def awaits_paper(signature: Signature) -> bool:
    """Tell whether a declaration on paper is still without its scan."""
    return signature.method is SignatureMethod.PAPER and signature.document_id is None


async def _store(
    request: RequestRecord, filename: str, content: bytes, *, actor: Actor, now: datetime
) -> UUID:
    return await documents.store_upload(
        content,
        filename,
        owner_person_id=request.person_id,
        kind=KIND,
        request_id=request.id,
        actor=actor,
        now=now,
    )
