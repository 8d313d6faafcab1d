"""The fixed words of the letters, found in the templates and put in the reader's language.

A template says `t("…")`, or `g("…", sex)` for words that differ for a woman
and a man; Typst can't ask gettext, so every message of a template travels
with its data.
"""

import re
from functools import cache
from pathlib import Path

from wethaq.platform.localisation import Language, gettext, pgettext, use_language
from wethaq.platform.localisation.typst_messages import typst_messages

_VOWEL_MARKS = re.compile("[\u064b-\u0652]")
"""Official Arabic letters go without them, and many PDF readers copy a marked word with its letters displaced."""
LETTERS_FOLDER = Path(__file__).resolve().parents[2] / "templates" / "letters"


@cache
def messages_in(template: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the plain and the gendered msgids of one template and of the paper around it."""
    sources = [(LETTERS_FOLDER / f"{name}.typ").read_text("utf-8") for name in ("layout", template)]
    found = [message for source in sources for message in typst_messages(source)]
    plain = frozenset(message.text for message in found if not message.is_gendered)
    return plain, frozenset(message.text for message in found if message.is_gendered)


def words_for(template: str, language: Language) -> dict[str, str]:
    """Return every message of the template in `language`, keyed as `layout.typ` looks it up."""
    plain, gendered = messages_in(template)
    with use_language(language):
        words = {message: gettext(message) for message in plain | gendered}
        words |= {f"female|{message}": pgettext("feminine", message) for message in gendered}
        words |= {f"male|{message}": pgettext("masculine", message) for message in gendered}
    return {key: without_vowel_marks(word) for key, word in words.items()}


def without_vowel_marks(text: str) -> str:
    """Return the text as official letters write it."""
    return _VOWEL_MARKS.sub("", text)
