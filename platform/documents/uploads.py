"""Files that people send: rebuilt, sealed, opened only through the guard."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import storage
from wethaq.platform.documents.access import OWN_FILE, Belonging, purpose_of_opening
from wethaq.platform.documents.errors import DocumentNotFoundError
from wethaq.platform.documents.policy import FileType, display_name, ensure_size
from wethaq.platform.documents.sandbox import sanitise_apart
from wethaq.platform.documents.tables import StoredFile
from wethaq.platform.documents.virus_scan import ensure_not_infected
from wethaq.platform.settings import get_settings

ORPHAN_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a list shows of a file."""

    id: UUID
    kind: str
    filename: str
    media_type: str
    size_bytes: int
    owner_person_id: UUID | None
    request_id: UUID | None
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file in clear, on its way to somebody who may see it."""

    summary: FileSummary
    content: bytes


async def store_upload(
    content: bytes,
    filename: str,
    *,
    owner_person_id: UUID,
    kind: str,
    actor: Actor,
    now: datetime,
    request_id: UUID | None = None,
) -> UUID:
    """Take in a file that somebody sent and return its id.

    What is kept is a rebuilt copy, never the bytes that came. Call it outside
    a transaction: rebuilding takes its time. Raises a FileRefusedError.
    """
    ensure_size(content)
    await ensure_not_infected(content, get_settings().clamd_socket)
    file_type, rebuilt = await sanitise_apart(content)
    return await keep_file(
        rebuilt,
        display_name(filename, file_type),
        file_type=file_type,
        belonging=Belonging(owner_person_id, request_id),
        kind=kind,
        actor=actor,
        now=now,
    )


async def keep_file(
    content: bytes,
    filename: str,
    *,
    file_type: FileType,
    belonging: Belonging,
    kind: str,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Seal a file that is safe already and record it; for papers that we made ourselves."""
    file_id = new_id()
    # The file comes first: a row without its file would be worse than a file without a row.
    await storage.write_sealed(file_id, content)
    async with transaction():
        await insert_sealed(
            StoredFile,
            {
                "id": file_id,
                "kind": kind,
                "media_type": file_type.value,
                "size_bytes": len(content),
                "filename": filename,
                "owner_person_id": belonging.owner_person_id,
                "request_id": belonging.request_id,
                "stored_by": actor.account_id,
                "stored_at": now,
            },
        )
        await audit.record(
            "documents.file_stored",
            file_id,
            actor=actor,
            now=now,
            person_id=belonging.owner_person_id,
            details={"kind": kind},
        )
    return file_id


async def open_upload(file_id: UUID, *, actor: Actor, now: datetime) -> OpenedFile:
    """Open a file for who may see it; others' openings are recorded with their purpose.

    Raises DocumentNotFoundError for all others, as if it weren't there.
    """
    summary = await _load(file_id)
    purpose = await purpose_of_opening(actor, Belonging(summary.owner_person_id, summary.request_id))
    content = await storage.read_sealed(file_id)
    if purpose != OWN_FILE and not actor.is_system:
        await audit.record_view(
            "documents.file",
            file_id,
            actor=actor,
            now=now,
            person_id=summary.owner_person_id,
            purpose=purpose,
        )
    return OpenedFile(summary, content)


async def list_request_files(request_id: UUID) -> list[FileSummary]:
    """List a request's files; the caller has already loaded the request through its guard."""
    rows = await StoredFile.select().where(StoredFile.request_id == request_id).order_by(StoredFile.stored_at)
    return [_summary(row) for row in rows]


async def list_own_files(person_id: UUID) -> list[FileSummary]:
    """List what is kept of one person, for "my data"."""
    rows = (
        await StoredFile.select()
        .where(StoredFile.owner_person_id == person_id)
        .order_by(StoredFile.stored_at)
    )
    return [_summary(row) for row in rows]


async def attach_to_request(file_id: UUID, request_id: UUID) -> None:
    """Tie a file that came before its request to it."""
    await StoredFile.update({StoredFile.request_id: request_id}).where(
        StoredFile.id == file_id, StoredFile.request_id.is_null()
    )


async def destroy_upload(file_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Destroy a file for good: at the end of its retention or by its owner's right."""
    async with transaction():
        gone = await StoredFile.delete().where(StoredFile.id == file_id).returning(StoredFile.owner_person_id)
        if not gone:
            raise DocumentNotFoundError
        await audit.record(
            "documents.file_destroyed", file_id, actor=actor, now=now, person_id=gone[0]["owner_person_id"]
        )
    await storage.delete_sealed(file_id)


async def sweep_orphans(now: datetime) -> int:
    """Delete sealed files that no row knows: left by a transaction that was rolled back."""
    known = {row["id"] for row in await StoredFile.select(StoredFile.id)}
    before = (now - ORPHAN_AGE).timestamp()
    orphans = [
        file_id
        for file_id, written_at in storage.sealed_files()
        if file_id not in known and written_at < before
    ]
    for file_id in orphans:
        await storage.delete_sealed(file_id)
    return len(orphans)


async def _load(file_id: UUID) -> FileSummary:
    row = await StoredFile.select().where(StoredFile.id == file_id).first()
    if row is None:
        raise DocumentNotFoundError
    return _summary(row)


def _summary(row: dict[str, Any]) -> FileSummary:
    opened = open_row(StoredFile, row)
    return FileSummary(**{name: opened[name] for name in FileSummary.__dataclass_fields__})
