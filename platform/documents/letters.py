"""Letters that the association issues, and how anybody can check that one is genuine."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import storage
from wethaq.platform.documents.access import OWN_FILE, Belonging, purpose_of_opening
from wethaq.platform.documents.errors import DocumentNotFoundError
from wethaq.platform.documents.letter_kinds import LetterContent, letter_kind
from wethaq.platform.documents.letter_rendering import Stamp, render_letter
from wethaq.platform.documents.policy import CODE_LENGTH, CODE_LETTERS, FileType, normalise_code
from wethaq.platform.documents.tables import Letter as LetterRow
from wethaq.platform.documents.tables import LetterCount
from wethaq.platform.documents.uploads import destroy_upload, keep_file, list_request_files
from wethaq.platform.localisation import Language
from wethaq.platform.localisation.dates import hijri_year
from wethaq.platform.security.blind import blind_index
from wethaq.platform.settings import get_settings


@dataclass(frozen=True, slots=True)
class Letter:
    """An issued letter. The public check page shows kind, number and day, nothing else."""

    id: UUID
    kind: str
    number: str
    language: Language
    file_id: UUID
    person_id: UUID | None
    request_id: UUID | None
    sha256: str
    issued_at: datetime

    @property
    def title(self) -> str:
        """The kind's name as a msgid."""
        return letter_kind(self.kind).title


async def issue_letter(
    kind: str,
    person_id: UUID | None,
    request_id: UUID | None,
    data: Mapping[str, Any] | LetterContent,
    *,
    actor: Actor,
    now: datetime,
    language: Language = "ar",
) -> Letter:
    """Write, number, seal and record a letter. Letters are Arabic unless their reader chose otherwise.

    When it may be issued is for the caller to say (policy H5). Raises
    UnknownLetterKindError and pydantic's ValidationError.
    """
    settings, code = get_settings(), _new_code()
    async with transaction():
        number = await _next_number(now)
        stamp = Stamp(number, now, code, f"{settings.base_url}/check")
        pdf = await render_letter(kind, data, language, stamp=stamp, is_demo=settings.is_demo)
        letter = Letter(
            id=new_id(),
            kind=kind,
            number=number,
            language=language,
            file_id=await _keep_pdf(
                pdf, kind, number, Belonging(person_id, request_id), actor=actor, now=now
            ),
            person_id=person_id,
            request_id=request_id,
            sha256=hashlib.sha256(pdf).hexdigest(),
            issued_at=now,
        )
        await LetterRow.insert(_row(letter, code, actor))
        details = {"kind": kind, "number": number, "sha256": letter.sha256}
        await audit.record(
            "documents.letter_issued", letter.id, actor=actor, now=now, person_id=person_id, details=details
        )
    return letter


async def open_letter(letter_id: UUID, *, actor: Actor, now: datetime) -> tuple[Letter, bytes]:
    """Return a letter and its PDF for who may see it; raises DocumentNotFoundError for others."""
    letter = await _load(LetterRow.id == letter_id)
    purpose = await purpose_of_opening(actor, Belonging(letter.person_id, letter.request_id))
    pdf = await storage.read_sealed(letter.file_id)
    if purpose != OWN_FILE and not actor.is_system:
        await audit.record_view(
            "documents.letter", letter.id, actor=actor, now=now, person_id=letter.person_id, purpose=purpose
        )
    return letter, pdf


async def find_letter_by_code(typed: str) -> Letter | None:
    """Return the letter with this verification code, or None; open to everybody."""
    code = normalise_code(typed)
    if code is None:
        return None
    try:
        return await _load(LetterRow.code_index == _code_index(code))
    except DocumentNotFoundError:
        return None


async def list_letters(*, person_id: UUID | None = None, request_id: UUID | None = None) -> list[Letter]:
    """List the letters of a person or of a request, newest first; the caller has guarded the way here."""
    query = LetterRow.select().order_by(LetterRow.issued_at, ascending=False)
    if person_id is not None:
        query = query.where(LetterRow.person_id == person_id)
    if request_id is not None:
        query = query.where(LetterRow.request_id == request_id)
    return [_letter(row) for row in await query]


async def destroy_papers_of(request_id: UUID, *, actor: Actor, now: datetime) -> int:
    """Destroy the letters and files of a request at the end of its retention; return how many files there were.

    File by file, since what is off the disk can't be rolled back; cut short, it is begun again.
    """
    await LetterRow.delete().where(LetterRow.request_id == request_id)
    files = await list_request_files(request_id)
    for file in files:
        await destroy_upload(file.id, actor=actor, now=now)
    return len(files)


async def _keep_pdf(
    pdf: bytes, kind: str, number: str, belonging: Belonging, *, actor: Actor, now: datetime
) -> UUID:
    return await keep_file(
        pdf,
        f"{number}.pdf",
        file_type=FileType.PDF,
        belonging=belonging,
        kind=f"letter.{kind}",
        actor=actor,
        now=now,
    )


async def _next_number(now: datetime) -> str:
    """Return `L-1448-00012`; the counter's row is locked until the transaction ends, so none is given twice."""
    year = hijri_year(now)
    await LetterCount.insert(LetterCount(id=new_id(), hijri_year=year)).on_conflict(
        target=LetterCount.hijri_year, action="DO NOTHING"
    )
    counted = (
        await LetterCount.update({LetterCount.last_number: LetterCount.last_number + 1})
        .where(LetterCount.hijri_year == year)
        .returning(LetterCount.last_number)
    )
    return f"L-{year}-{counted[0]['last_number']:05d}"


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _code_index(code: str) -> str:
    return blind_index("documents_letter.code", code)


def _row(letter: Letter, code: str, actor: Actor) -> LetterRow:
    values = {name: getattr(letter, name) for name in Letter.__dataclass_fields__}
    return LetterRow(**values, code_index=_code_index(code), issued_by=actor.account_id)


async def _load(condition: Any) -> Letter:
    row = await LetterRow.select().where(condition).first()
    if row is None:
        raise DocumentNotFoundError
    return _letter(row)


def _letter(row: dict[str, Any]) -> Letter:
    return Letter(**{name: row[name] for name in Letter.__dataclass_fields__})
