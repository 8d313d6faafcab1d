"""What is taken, how it is recognised, how codes read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.documents.errors import FileMissingError, FileTooLargeError, UnknownFileTypeError
from wethaq.platform.documents.policy import (
    CODE_LENGTH,
    CODE_LETTERS,
    MAX_FILE_BYTES,
    FileType,
    display_name,
    ensure_size,
    grouped_code,
    normalise_code,
    recognise,
)


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"<!doctype html>", b"PK\x03\x04", b"MZ", b"GIF89a", b" %PDF-1.7"]
)
def test_what_begins_as_nothing_that_is_taken_is_refused(content: bytes) -> None:
    with pytest.raises(UnknownFileTypeError):
        recognise(content)


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(FileMissingError):
        ensure_size(b"")
    with pytest.raises(FileTooLargeError) as refusal:
        ensure_size(bytes(MAX_FILE_BYTES + 1))
    assert refusal.value.params == {"limit": 10}
    ensure_size(bytes(MAX_FILE_BYTES))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\إثبات السكن.jpeg", "إثبات السكن.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("\x00\n.pdf", "document.pdf"),
        ('a"<b>.html', "ab.pdf"),
        ("", "document.pdf"),
        ("x" * 5000, "x" * 120 + ".pdf"),
    ],
)
def test_a_name_shows_what_the_file_is_and_nothing_else(sent: str, shown: str) -> None:
    assert display_name(sent, FileType.PDF) == shown


@given(st.text(alphabet=CODE_LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_read_back_as_it_was_printed_or_typed(code: str) -> None:
    assert normalise_code(grouped_code(code)) == code
    assert normalise_code(f" {code.lower()} ") == code


@pytest.mark.parametrize("typed", ["", "ABC", "0" * 16, "I" * 16, "A" * 17, "﷽" * 16])
def test_what_can_not_be_a_code_is_none(typed: str) -> None:
    assert normalise_code(typed) is None
