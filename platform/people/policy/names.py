"""The name key: one spelling for the many in which an Arabic name is written.

The same woman is أسماء at the school and اسماء at the bank; her father is
عبد الله here and عبدالله there. The key drops what differs between hands and
keyboards and keeps what differs between people (intake-and-consent, People).
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations
from typing import Final

_TATWEEL: Final = "\u0640"
_FOLDED: Final = str.maketrans("أإآٱىئؤة", "ااااييوه")
_ARABIC_INDIC: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
"""Repeated here since the key of a name must never change with another rule."""
_HAMZA: Final = "ء"
_LINEAGE_WORDS: Final = frozenset({"بن", "ابن", "بنت"})
_GLUED_TO_NEXT: Final = frozenset({"عبد", "ابو", "ام", "ال"})
_GUEST_OF_GOD: Final = ("ضيف", "الله")
_ARTICLE: Final = "ال"
_SHORTEST_NAME: Final = 2
_NOT_LETTERS: Final = re.compile(r"[^\w]+|_")


def name_key(name: str) -> str:
    """Return the key of a name: what two spellings of it have in common."""
    return " ".join(_glued([word for word in _folded(name).split() if word not in _LINEAGE_WORDS]))


def matching_key(name: str) -> str:
    """Return the key without the article, which families write or leave out: العتيبي, عتيبي."""
    return " ".join(_without_article(word) for word in name_key(name).split())


def name_tokens(names: Sequence[str]) -> frozenset[str]:
    """Return every word of some names as it is searched for."""
    return frozenset(token for name in names for token in matching_key(name).split())


def name_blocks(parts: Sequence[str], birth_date: str | None) -> frozenset[str]:
    """Return the keys under which two files of one person meet, though some parts differ.

    Two agreeing parts of four, at their places, are enough; so is the date of
    birth with either the first or the family name. One part alone would bring
    thousands together.
    """
    keys = [matching_key(part) for part in parts]
    placed = [f"{place}:{key}" for place, key in enumerate(keys) if key]
    pairs = {"|".join(pair) for pair in combinations(placed, 2)}
    with_birth = {f"{birth_date}|{placed_key}" for placed_key in placed} if birth_date else set()
    return frozenset(pairs | with_birth)


def _folded(name: str) -> str:
    """Fold letters that hands confuse; drop marks, tatweel, hamza and everything unseen."""
    text = unicodedata.normalize("NFKC", name).replace(_TATWEEL, "").translate(_FOLDED)
    text = text.replace(_HAMZA, "").translate(_ARABIC_INDIC).casefold()
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Mn", "Cf", "Cc"})
    return _NOT_LETTERS.sub(" ", "".join(kept))


def _glued(words: Sequence[str]) -> list[str]:
    """Join عبد, أبو, أم and آل to what follows, and ضيف to الله: they are one name together."""
    glued: list[str] = []
    for word in words:
        previous = glued[-1] if glued else ""
        if previous in _GLUED_TO_NEXT or (previous, word) == _GUEST_OF_GOD:
            glued[-1] = previous + word
        else:
            glued.append(word)
    return glued


def _without_article(word: str) -> str:
    bare = word.removeprefix(_ARTICLE)
    return bare if len(bare) >= _SHORTEST_NAME else word
