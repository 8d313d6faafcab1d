"""Read a password as a guesser does: what is known counts little, what is left counts fully.

Known words, names, dates, keyboard walks, sequences and repetitions are one
piece each, however long; every other letter but a space is a piece of its
own. The strength is that of the cheapest way to cut the password into pieces.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from wethaq.platform.localisation.digits import ascii_digits

WORD_COST: Final = 2
CONTEXT_COST: Final = 1
DATE_COST: Final = 1
WALK_COST: Final = 1
REPEAT_COST: Final = 1

SHORTEST_WORD: Final = 3
LONGEST_PIECE: Final = 24
_ENDLESS_RUN: Final = re.compile(r"(.+?)\1{3,}")
"""The same thing four times or more tells no more than three times."""

_WORD_FILE: Final = Path(__file__).with_name("guessable_words.txt")
_DATE: Final = re.compile(
    r"(13[5-9]\d|14[0-5]\d|19\d\d|20\d\d)|\d{1,2}[-/. ]?\d{1,2}[-/. ]?((13|14|19|20)\d\d)"
)

_ROWS: Final = (
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "147258369",
    "789456123",
    "abcdefghijklmnopqrstuvwxyz",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "ئءؤرلايهوزظ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)
"""Keys side by side, of English and Arabic keyboards, and both Arabic alphabets."""

_FOLDED_LETTERS: Final = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_DISGUISES: Final = str.maketrans("@4013$57!", "aaoiessti")
_TATWEEL: Final = "ـ"


def guessing_strength(password: str, context: Collection[str] = ()) -> int:
    """Return about how many unforeseeable letters a password is worth.

    `context` are the person's own words (name, number, address).
    """
    own = frozenset(word for text in context for word in _fold(text).split() if len(word) >= SHORTEST_WORD)
    return _strength(_ENDLESS_RUN.sub(r"\1\1\1", _fold(password)), own)


def _strength(text: str, own: frozenset[str]) -> int:
    cheapest = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        cheapest[end] = cheapest[end - 1] + (not text[end - 1].isspace())
        for start in range(max(0, end - LONGEST_PIECE), end - SHORTEST_WORD + 1):
            cost = _piece_cost(text[start:end], own)
            if cost is not None:
                cheapest[end] = min(cheapest[end], cheapest[start] + cost)
    return cheapest[-1]


def _piece_cost(piece: str, own: frozenset[str]) -> int | None:
    """Return what a known piece counts, or None where nothing is known of it."""
    plain = piece.translate(_DISGUISES)
    if piece in own or plain in own:
        return CONTEXT_COST
    if _is_walk(piece):
        return WALK_COST
    if _DATE.fullmatch(piece):
        return DATE_COST
    if piece in _known_words() or plain in _known_words():
        return WORD_COST
    block = _repeated_block(piece)
    return None if block is None else _strength(block, own) + REPEAT_COST


def _is_walk(piece: str) -> bool:
    return len(set(piece)) == 1 or any(piece in row or piece[::-1] in row for row in _ROWS)


def _repeated_block(piece: str) -> str | None:
    """Return the shortest block that gives the piece when it is repeated."""
    period = (piece + piece).find(piece, 1)
    return piece[:period] if period < len(piece) else None


@cache
def _known_words() -> frozenset[str]:
    lines = _WORD_FILE.read_text("utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in _fold(line).split())
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def _fold(text: str) -> str:
    """Drop what a guesser ignores: capitals, accents, tatweel, forms of one letter, kinds of digits."""
    decomposed = unicodedata.normalize("NFKD", ascii_digits(text).translate(_FOLDED_LETTERS).casefold())
    kept = (letter for letter in decomposed if not unicodedata.combining(letter) and letter != _TATWEEL)
    return "".join(kept).translate(_FOLDED_LETTERS)
