"""The parts of a mail, as octets (RFC 2045 to 2047).

The standard library makes a mail of objects, parses each header that it is given
and tries every encoding on every part; that took longer than asking for the
appointment. Our mails have few shapes, so they are written as they go over the wire.
Seven bits throughout: a relay that knows no 8BITMIME would rewrite
an Arabic mail, and break its signature by that (RFC 6376, section 5.3).
"""

from binascii import b2a_base64, b2a_qp
from collections.abc import Iterator
from typing import Final

LINE_END: Final = b"\r\n"
OCTETS_A_WORD: Final = 39
"""Fifty-two letters of base64: with its frame and the header's name the line stays below 76 (RFC 2047, section 2)."""
LETTERS_A_LINE: Final = 76


def header(name: str, value: str) -> bytes:
    """Return a line of the head; the value has no line ends but those between its folds."""
    return f"{name}: {value}\r\n".encode()


def header_words(text: str) -> str:
    """Return a text for a header: short plain words as they are, others as encoded words.

    What isn't printable is encoded too, so no text can end its line and begin a header of its own.
    """
    if len(text) <= OCTETS_A_WORD and text.isascii() and text.isprintable() and "=?" not in text:
        return text
    words = (b2a_base64(piece, newline=False).decode() for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def text_part(subtype: str, text: str) -> bytes:
    """Return a part of text in whichever encoding is the shorter one."""
    octets = LINE_END.join([*text.encode().splitlines(), b""])
    quoted, coded = b2a_qp(octets), base64_lines(octets)
    encoding, body = (
        ("quoted-printable", quoted) if len(quoted) <= len(coded) else ("base64", coded + LINE_END)
    )
    return part(f'text/{subtype}; charset="utf-8"', encoding, body)


def part(content_type: str, encoding: str, body: bytes, *others: bytes) -> bytes:
    head = header("Content-Type", content_type) + header("Content-Transfer-Encoding", encoding)
    return b"".join((head, *others, LINE_END, body))


def multipart(subtype: str, boundary: str, *parts: bytes) -> bytes:
    """Return parts as one; `boundary` begins with `=_`, which neither of the encodings ever writes."""
    line = f"--{boundary}".encode()
    body = b"".join(line + LINE_END + each + LINE_END for each in parts)
    return (
        header("Content-Type", f'multipart/{subtype};\r\n boundary="{boundary}"')
        + LINE_END
        + body
        + line
        + b"--\r\n"
    )


def base64_lines(octets: bytes) -> bytes:
    coded = b2a_base64(octets, newline=False)
    lines = range(0, len(coded), LETTERS_A_LINE)
    return LINE_END.join(coded[start : start + LETTERS_A_LINE] for start in lines)


def _pieces(text: str) -> Iterator[bytes]:
    """Cut a text into what one encoded word may hold; no character is cut through."""
    piece = b""
    for letter in text:
        octets = letter.encode()
        if len(piece) + len(octets) > OCTETS_A_WORD:
            yield piece
            piece = b""
        piece += octets
    yield piece
