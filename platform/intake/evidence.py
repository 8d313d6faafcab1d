"""Copies of documents that go with a request; identity documents are never among them."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.checklist import get_item, note_documents, set_item
from wethaq.platform.intake.loading import get_request, get_visible_request
from wethaq.platform.intake.movement import update_where_unchanged
from wethaq.platform.intake.policy.checklist import ensure_can_upload
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import ensure_can_edit
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import RequestDocument
from wethaq.platform.intake.timeline import add_event


async def load_for_editing(request_id: UUID, *, actor: Actor) -> RequestRecord:
    """Return a request whose content the actor may change now: the owner's, or an officer's to match."""
    request = await get_request(request_id)
    is_own = actor.person_id is not None and actor.person_id in {request.person_id, request.guardian_id}
    if not is_own:
        request = await get_visible_request(request_id, actor=actor)
    ensure_can_edit(request.status, is_officer=not is_own)
    return request


async def add_document(
    request_id: UUID, code: str, content: bytes, filename: str, *, actor: Actor, now: datetime
) -> UUID:
    """Keep a copy for an item; it has to be matched, and the request signed anew (H2, H4).

    The file is rebuilt before the transaction, since decoding takes a while.
    Raises CopyForbiddenError for an identity document (PDPL, article 28).
    """
    request = await load_for_editing(request_id, actor=actor)
    ensure_can_upload(CATALOGUE.get(request.service).item(code))
    document_id = await documents.store_upload(
        content,
        filename,
        owner_person_id=request.person_id,
        kind="request",
        request_id=request.id,
        actor=actor,
        now=now,
    )
    async with transaction():
        request = await load_for_editing(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        await RequestDocument.insert(
            RequestDocument(
                id=new_id(),
                request_id=request.id,
                item=code,
                document_id=document_id,
                added_at=now,
                added_by=actor.account_id,
            )
        )
        await note_documents(request, code, now=now)
        await add_event(request.id, "document_added", actor=actor, now=now, note=code)
    return document_id


async def remove_document(request_id: UUID, document_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a copy out of the request; it stays in the history of what was signed."""
    async with transaction():
        request = await load_for_editing(request_id, actor=actor)
        request = await update_where_unchanged(request, now=now)
        removed = (
            await RequestDocument.update({RequestDocument.removed_at: now})
            .where(
                RequestDocument.request_id == request.id,
                RequestDocument.document_id == document_id,
                RequestDocument.removed_at.is_null(),
            )
            .returning(RequestDocument.item)
        )
        if not removed:
            raise NotFoundError
        await note_documents(request, removed[0]["item"], now=now)
        await add_event(request.id, "document_removed", actor=actor, now=now, note=removed[0]["item"])


async def promise_item(
    request_id: UUID, code: str, *, is_promised: bool, actor: Actor, now: datetime
) -> None:
    """Note that the applicant will bring a document to the association instead of uploading it."""
    async with transaction():
        request = await load_for_editing(request_id, actor=actor)
        ensure_can_upload(CATALOGUE.get(request.service).item(code))
        request = await update_where_unchanged(request, now=now)
        entry_id, _ = await get_item(request, code)
        await set_item(entry_id, now=now, is_promised=is_promised)
