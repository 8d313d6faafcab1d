"""Letters read rightly, are numbered once, and prove themselves."""

import asyncio
import hashlib
import re
import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError
from pypdf import PdfReader

from tests.platform.documents.builders import a_refusal, an_acceptance
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.documents.errors import DocumentNotFoundError, UnknownLetterKindError
from wethaq.platform.documents.letter_rendering import Stamp, render_letter
from wethaq.platform.documents.letters import find_letter_by_code, issue_letter, list_letters, open_letter
from wethaq.platform.documents.policy import grouped_code
from wethaq.platform.documents.tables import Letter as LetterRow
from wethaq.platform.settings import get_settings

_BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CODE = "7KQM2WXPRT9CHV4D"


def words_of(pdf: bytes, folder: Path) -> str:
    """Return the text that a reader can copy, in reading order.

    pypdf takes Arabic ligatures apart in the wrong order, so poppler reads
    where it is installed; elsewhere the words without one must do.
    """
    if shutil.which("pdftotext") is None:
        return PdfReader(BytesIO(pdf)).pages[0].extract_text()
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(_BIDI_CONTROLS.sub("", text).split())


def assert_in_order(text: str, *phrases: str) -> None:
    place = 0
    for phrase in phrases:
        place = text.find(phrase, place)
        assert place >= 0, phrase


async def test_an_arabic_letter_holds_its_words_in_order_and_both_calendars(
    tmp_path: Path, now: datetime
) -> None:
    stamp = Stamp("L-1448-00037", now.replace(microsecond=123456), CODE, "https://wethaq.test/check")
    pdf = await render_letter("refusal", a_refusal(), "ar", stamp=stamp)
    text = words_of(pdf, tmp_path)
    assert_in_order(text, "وثاق", "درست", "بعناية", "السبب", "حق", "رئيس")
    if shutil.which("pdftotext"):
        assert_in_order(
            text,
            "جمعية وثاق الأسرية",
            "الرد على طلب",
            "السلام عليكم ورحمة الله وبركاته",
            "طلب دعم مستفيد",
            "السكن خارج نطاق الجمعية",
            "يحق لك التظلم من هذا القرار مرة واحدة",
            "عبد الرحمن فهد البلوي",
            grouped_code(CODE),
        )
        for words in ("الأخت الكريمة نورة سالم حمد العطوي", "جمادى الآخرة 1448", "نوفمبر 2026"):
            assert words in text


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_what_a_person_typed_is_never_markup(tmp_path: Path, language: Any) -> None:
    typed = '#panic() $x^2$ *b* `raw` @cite <label> // \\ "quote" {name} #include "/etc/passwd"'
    pdf = await render_letter("acceptance", an_acceptance(service_name=typed, conditions=[typed]), language)
    if shutil.which("pdftotext"):
        text = words_of(pdf, tmp_path)
        for part in ("panic()", "x^2", "@cite", "<label>", "/etc/passwd", "{name}"):
            assert part in text


async def test_controls_overrides_and_very_long_words_make_no_failure() -> None:
    hard = "نورة\x00\u202e\u2066 \ud800" + "ل" * 10_000 + "﷽" * 300 + "👩‍👩‍👧"
    assert (
        await render_letter("refusal", a_refusal(explanation=hard, recipient_name=hard[:80]), "ar")
    ).startswith(b"%PDF")


async def test_a_slip_in_the_content_shows_at_once() -> None:
    with pytest.raises(ValidationError):
        await render_letter("acceptance", {**an_acceptance(), "recepient": "x"}, "ar")
    with pytest.raises(UnknownLetterKindError):
        await render_letter("dismissal", {}, "ar")


@pytest.mark.usefixtures("database")
async def test_an_issued_letter_is_found_by_its_code_and_opened_by_its_owner(
    now: datetime, tmp_path: Path
) -> None:
    owner = Actor(account_id=uuid4(), person_id=uuid4(), roles=frozenset({Role.BENEFICIARY}))
    letter = await issue_letter(
        "acceptance", owner.person_id, uuid4(), an_acceptance(), actor=SYSTEM, now=now
    )
    found, pdf = await open_letter(letter.id, actor=owner, now=now)
    assert found == letter
    assert (found.number, found.sha256) == ("L-1448-00001", hashlib.sha256(pdf).hexdigest())
    assert await list_letters(person_id=owner.person_id) == [letter]
    with pytest.raises(DocumentNotFoundError):
        await open_letter(letter.id, actor=Actor(account_id=uuid4(), person_id=uuid4()), now=now)
    if shutil.which("pdftotext"):
        code = re.search(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", words_of(pdf, tmp_path))
        assert code
        assert await find_letter_by_code(code.group()) == letter
        assert await find_letter_by_code(f" {code.group().lower().replace('-', ' ')} ") == letter


@pytest.mark.usefixtures("database")
async def test_the_database_does_not_know_the_code(now: datetime) -> None:
    await issue_letter("acceptance", uuid4(), None, an_acceptance(), actor=SYSTEM, now=now)
    row = await LetterRow.select().first()
    assert row is not None
    assert len(row["code_index"]) == 64
    assert await find_letter_by_code(row["code_index"][:16]) is None
    assert await find_letter_by_code("not a code") is None


@pytest.mark.usefixtures("database")
async def test_letters_issued_at_once_get_numbers_without_gap_or_repetition(now: datetime) -> None:
    letters = await asyncio.gather(
        *(issue_letter("acceptance", uuid4(), None, an_acceptance(), actor=SYSTEM, now=now) for _ in range(8))
    )
    assert sorted(letter.number for letter in letters) == [f"L-1448-{count:05d}" for count in range(1, 9)]


async def test_the_foot_says_where_the_association_is(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(get_settings(), "contact_phone", "+966140000000")
    stamp = Stamp("L-1448-00037", now, CODE, "https://wethaq.test/check")
    pdf = await render_letter("acceptance", an_acceptance(), "en", stamp=stamp)
    assert "+966140000000" in words_of(pdf, tmp_path)
