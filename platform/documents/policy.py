"""The rules of files: what is taken, how it is recognised, how codes read.

design/security.md, Uploads. Pure: no disk, no database.
"""

from enum import StrEnum

from wethaq.platform.documents.errors import FileMissingError, FileTooLargeError, UnknownFileTypeError

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_PICTURE_POINTS = 40_000_000
MAX_PDF_PAGES = 300
MAX_FILENAME_LETTERS = 120

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Base 32 without 0, 1, I and O, which people confuse when they type from paper."""
CODE_LENGTH = 16
_CODE_GROUP = 4
_MISREAD = str.maketrans({"0": None, "1": None, "I": None, "O": None})


class FileType(StrEnum):
    """The kinds of file that are taken; the value is the media type they are served with."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"

    @property
    def is_picture(self) -> bool:
        return self is not FileType.PDF

    @property
    def extension(self) -> str:
        return {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}[
            self.value
        ]


def ensure_size(content: bytes) -> None:
    """Refuse nothing and too much.

    Raises FileMissingError or FileTooLargeError.
    """
    if not content:
        raise FileMissingError
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLargeError(limit=MAX_FILE_BYTES // (1024 * 1024))


def recognise(content: bytes) -> FileType:
    """Tell the type by the first bytes; the name and the sender's claim count for nothing.

    This only picks the decoder: the decoder has the last word.
    Raises UnknownFileTypeError.
    """
    if content.startswith(b"%PDF-"):
        return FileType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileType.WEBP
    raise UnknownFileTypeError


def display_name(filename: str, file_type: FileType) -> str:
    """Return a name that is safe to show and to save under, with the extension of what it is.

    Path parts, control characters and bidi controls go; `invoice\u202efdp.exe`
    must not pose as anything.
    """
    base = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in base if letter.isprintable() and letter not in '"<>:|?*')
    stem = kept.rsplit(".", 1)[0] if "." in kept else kept
    stem = stem.strip(" .")[:MAX_FILENAME_LETTERS].strip(" .") or "document"
    return f"{stem}.{file_type.extension}"


def grouped_code(code: str) -> str:
    """Write a code in groups of four, as it is printed: `ABCD-EFGH-JKLM-NPQR`."""
    return "-".join(code[start : start + _CODE_GROUP] for start in range(0, len(code), _CODE_GROUP))


def normalise_code(typed: str) -> str | None:
    """Return the code that was meant, or None where it can't be one.

    Spaces, dashes and small letters are forgiven.
    """
    kept = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    is_code = len(kept) == CODE_LENGTH and kept.translate(_MISREAD) == kept
    return kept if is_code else None
