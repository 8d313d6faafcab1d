"""Strings that break careless programs: some five hundred, of our own making.

Bytes stand for what no browser's text can hold: lone surrogates, cut letters.
"""

from collections.abc import Iterator
from pathlib import Path

Naughty = str | bytes

MARK = "wethaq-naughty"
"""The name of an element and of an attribute that must never come to life in a page."""

PRODUCT = "755980077763"
"""76543 × 9876541: whoever writes it has calculated what was typed. A short one turns up in identifiers by chance."""

BASMALA = "\ufdfd"
TATWEEL = "\u0640"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u2060\u2061\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\ufffc\ufffd"
)
LINE_ENDS = ("\n", "\r", "\r\n", "\n\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "%0d%0a", "\\r\\n")

FOREIGN_BYTES: tuple[bytes, ...] = (
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xff\xfe",
    b"\xfe\xff\x06\x46",
    b"\xc0\x80",
    b"\xc0\xae\xc0\xae/",
    b"\xe0\x80\xaf",
    b"\xf4\x90\x80\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xd9",
    b"\xd9\x86\xd9",
    b"\x80\x81\x82",
    b"\xdf\xe5\xd1\xc9",
    b"a\x00b",
    b"\xef\xbb\xbf\xd9\x86",
)
SCRIPTS = (
    "\U0001f600", "\U0001f1f8\U0001f1e6", "\U0001f44b\U0001f3fd", "\U00020000\U0002a6d6", "\U0010ffff",
    "\U0001ee00\U0001ee01", "\U00010a60", "\ufdfa", "\ufdf2", "\ufefb", "\ufe8d\ufedf", "\ufb03", "ǆ", "ß",
    "İstanbul ıI", "ΑΒΣς", "Ω≈ç√", "田中さん", "한국어", "ภาษาไทย", "नमस\u094dत\u0947", "שלום",
    "עברית عربي English", "آأإاٱ", "ىيئی", "هةه\u200cها", "كک", "لا إله إلا الله",
    "ب\u0650س\u0652م\u0650 ٱلل\u064e\u0651ه\u0650", "نـــورة", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳", "۞\u06dd", "e\u0301",
    "\u0301", "\u0654ا", "\u0300\u0301نورة", "\u200fنورة\u200e", "نورة \u202egnp.exe", "a\u202e\u2066b",
    "\ufffe", "\uffff", "\ufdd0", "\ue000", "\U000f0000", "\U000e0100", "", " ", "\u00a0", "\u3000",
    "\u2003", "\u0009",
)  # fmt: skip
"""Letters beyond those that a program's author had in mind."""


def _typed() -> Iterator[str]:
    """Read what can be typed: numbers, code words, SQL, markup, templates, typst, commands and addresses."""
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    yield from (line for line in lines if line)


def _injected_headers() -> Iterator[str]:
    for end in LINE_ENDS:
        yield f"نورة{end}Set-Cookie: {MARK}=1"
        yield f"a@example.org{end}Bcc: {MARK}@evil.example{end}{end}<{MARK}>"


def _hidden_letters() -> Iterator[str]:
    controls = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
    tags = [chr(0xE0000 + code) for code in (1, 0x20, 0x41, 0x7F)]
    for letter in [*controls, *BIDI, *INVISIBLE, *tags]:
        yield f"نو{letter}رة"
    yield from BIDI + INVISIBLE
    yield f"<\x00{MARK}>"


def _heaps() -> Iterator[str]:
    marks = "".join(map(chr, range(0x300, 0x36F)))
    for height in (1, 10, 110, 1000):
        yield "".join(f"{letter}{(marks * 10)[:height]}" for letter in "zalgo")
        yield "ن" + "\u064b\u0651\u0670" * height + "رة"
        yield TATWEEL * height
        yield BASMALA * height
        yield "\U0001f468\u200d" * height + "\U0001f469"
        yield "\u202e" * height + "نورة"
    for size in (255, 256, 10_000, 70_000, 1_000_000):
        yield "ن" * size
        yield "نورة " * (size // 5)
    yield "(" * 5000
    yield "<" * 5000
    yield "&" * 5000
    yield "a@" * 5000
    yield "\n" * 5000
    yield " " * 5000


def all_naughty_strings() -> list[Naughty]:
    """Return them all, each once, in a fixed order."""
    texts = [*_typed(), *_injected_headers(), *_hidden_letters(), *_heaps(), *SCRIPTS]
    return [*dict.fromkeys(texts), *FOREIGN_BYTES]


def strings_a_database_minds() -> list[Naughty]:
    """Return what one engine may take and another refuse: hidden and broken letters, heaps, other planes, numbers."""
    texts = [*_hidden_letters(), *_heaps(), *SCRIPTS, *(text for text in _typed() if _may_be_a_number(text))]
    return [*dict.fromkeys(texts), *FOREIGN_BYTES]


def _may_be_a_number(text: str) -> bool:
    return any(letter.isnumeric() for letter in text)


def a_few_naughty_strings() -> list[Naughty]:
    """Return some of each kind, for the run that people wait for."""
    hidden = ["\u202eنورة", "نو\x00رة", BASMALA * 10, "\U0001f468\u200d\U0001f469", " "]
    numbers = ["²", "٣٫٥", "9" * 20, "2026-02-30"]
    injected = [
        "' OR '1'='1",
        "{{ 76543*9876541 }}",
        "{0.__class__}",
        "#(76543*9876541)",
        "../../../../etc/passwd",
    ]
    markup = [f'"><{MARK}>', f'" autofocus {MARK}="', f"<script {MARK}>", f"</textarea><{MARK}>"]
    headers = [f"نورة\r\nSet-Cookie: {MARK}=1", f"a@example.org\nBcc: {MARK}@evil.example"]
    heaps = ["ن" * 10_000, TATWEEL * 110, "z" + "\u0300" * 1000]
    return [*hidden, *numbers, *injected, *markup, *headers, *heaps, *FOREIGN_BYTES[:2]]
