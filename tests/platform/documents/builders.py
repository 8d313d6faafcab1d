"""Files as people send them: honest ones, and the other kind."""

import struct
import zlib
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

SECRET_COMMENT = b"<script>planted-comment</script>"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture, red on its left and blue on its right half."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def a_photo_with_traces() -> bytes:
    """A JPEG lying on its side, with a place, a comment and a profile."""
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn by 90 degrees to the right.
    exif[0x010E] = "planted-description"
    return a_picture(exif=exif, comment=SECRET_COMMENT, icc_profile=b"planted-profile" * 20)


def a_bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be huge."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(4096)))
        + _chunk(b"IEND", b"")
    )


def a_webp_bomb() -> bytes:
    """A WebP whose first chunk claims the largest canvas there is: 16,384 by 16,384."""
    body = bytes(4) + (16383).to_bytes(3, "little") * 2
    chunk = b"VP8X" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def a_pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "planted-author"})
    return _written(writer)


def a_locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(a_pdf()))
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def a_pdf_that_acts(key: str, value: DictionaryObject) -> bytes:
    """A PDF whose catalogue carries an action or another active thing."""
    writer = PdfWriter(clone_from=BytesIO(a_pdf()))
    writer.root_object[NameObject(key)] = value
    return _written(writer)


def an_action(kind: str, **entries: str) -> DictionaryObject:
    action = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for name, text in entries.items():
        action[NameObject(f"/{name}")] = TextStringObject(text)
    return action


def a_pdf_with_attachment() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(a_pdf()))
    writer.add_attachment("planted.exe", b"MZ")
    return _written(writer)


def an_acceptance(**changes: Any) -> dict[str, Any]:
    return {
        "recipient_name": "نورة سالم حمد العطوي",
        "sex": "female",
        "service_name": "طلب دعم مستفيد",
        "request_number": "W-1448-00231",
        "submitted_on": date(2026, 11, 1),
        "decided_on": datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        "signatory_name": "عبد الرحمن فهد البلوي",
        "signatory_role": "رئيس لجنة البحث",
        "conditions": ["يراجع الدعم عند تغير الدخل."],
        **changes,
    }


def a_refusal(**changes: Any) -> dict[str, Any]:
    content = {
        **an_acceptance(),
        "reasons": [{"code": "R3", "text": "السكن خارج نطاق الجمعية."}],
        "appeal_until": date(2026, 12, 22),
    }
    del content["conditions"]
    return {**content, **changes}


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
