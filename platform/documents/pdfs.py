"""PDF files: opened, searched for anything that acts, and written anew from their pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from wethaq.platform.documents.errors import PdfActiveError, PdfDamagedError, PdfLockedError, PdfTooLongError
from wethaq.platform.documents.policy import MAX_PDF_PAGES

_MAX_OBJECTS = 200_000
_ACTING_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})
_ACTING_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
_ACTING_TYPES = frozenset(
    {"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Screen", "/3D", "/Movie", "/Sound"}
)


def rebuild_pdf(content: bytes) -> bytes:
    """Return the same pages in a new file, without what stood before, after or between them.

    Raises PdfLockedError, PdfActiveError, PdfTooLongError or PdfDamagedError.
    """
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise PdfLockedError
        _ensure_length(len(reader.pages))
        _ensure_passive(reader)
        return _rewritten(reader)
    except (PdfLockedError, PdfActiveError, PdfTooLongError):
        raise
    except MemoryError:
        raise
    # pypdf answers damaged files with nearly every kind of exception.
    except Exception as error:
        raise PdfDamagedError from error


def _ensure_length(pages: int) -> None:
    if pages < 1:
        raise PdfDamagedError
    if pages > MAX_PDF_PAGES:
        raise PdfTooLongError(limit=MAX_PDF_PAGES)


def _ensure_passive(reader: PdfReader) -> None:
    """Refuse scripts, programs, sending forms and files within the file, wherever they hang."""
    for dictionary in _all_dictionaries(reader):
        is_acting = (
            not _ACTING_KEYS.isdisjoint(dictionary)
            or _name(dictionary, "/S") in _ACTING_ACTIONS
            or _name(dictionary, "/Type") in _ACTING_TYPES
            or _name(dictionary, "/Subtype") in _ACTING_TYPES
        )
        if is_acting:
            raise PdfActiveError


def _all_dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    pending: list[Any] = [
        reader.trailer,
        *(_object(reader, number, generation) for number, generation in _references(reader)),
    ]
    while pending:
        thing = pending.pop()
        if isinstance(thing, DictionaryObject):
            yield thing
            pending.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            pending.extend(thing)


def _references(reader: PdfReader) -> list[tuple[int, int]]:
    found = [(number, generation) for generation, table in reader.xref.items() for number in table]
    found += [(number, 0) for number in reader.xref_objStm]
    if len(found) > _MAX_OBJECTS:
        raise PdfDamagedError
    return found


def _object(reader: PdfReader, number: int, generation: int) -> Any:
    return reader.get_object(IndirectObject(number, generation, reader)) if number else None


def _name(dictionary: DictionaryObject, key: str) -> str | None:
    found = dictionary.get(key)
    found = found.get_object() if isinstance(found, IndirectObject) else found
    return str(found) if isinstance(found, NameObject) else None


def _rewritten(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
