"""What every page of the matchmakers' desk has at hand: the words for codes, and who may open it."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from litestar import Response

from wethaq.matching import desk_words as words
from wethaq.matching.fact_words import IMPORTANCE_WORDS, fact_text, wish_text
from wethaq.matching.policy.desk_access import BOARD, MANAGERS, MATCHMAKERS, OPENERS, SWITCHERS
from wethaq.matching.profile_words import STATE_TONE
from wethaq.platform.errors import RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import roles
from wethaq.platform.web.forms import typed_values
from wethaq.platform.web.rendering import page
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "matching/desk"
DESK: Final = "/desk/matching"
FOR_MATCHMAKERS: Final = roles(*MATCHMAKERS)
FOR_MANAGERS: Final = roles(*MANAGERS)
FOR_OPENERS: Final = roles(*OPENERS)
FOR_BOARD: Final = roles(*BOARD, *MANAGERS)
FOR_SWITCHERS: Final = roles(*SWITCHERS)
FOR_ROUNDS: Final = roles(*MATCHMAKERS, *MANAGERS)
LONGEST_PAGE: Final = 6
"""Digits of a page's number: more are nonsense."""
Act = Callable[[], Awaitable[object]]

_WORDS: Final[dict[str, Any]] = {
    "state_names": words.STATE_NAMES,
    "state_tones": STATE_TONE,
    "waits_words": words.WAITS_WORDS,
    "waits_tones": words.WAITS_TONES,
    "check_words": words.CHECK_WORDS,
    "missing_words": words.MISSING_WORDS,
    "bar_words": words.BAR_WORDS,
    "unseen_words": words.UNSEEN_WORDS,
    "kinship_words": words.KINSHIP_WORDS,
    "stage_names": words.STAGE_NAMES,
    "met_words": words.MET_WORDS,
    "met_tones": words.MET_TONES,
    "round_words": words.ROUND_WORDS,
    "round_tones": words.ROUND_TONES,
    "sex_groups": words.SEX_GROUPS,
    "question_words": words.QUESTION_WORDS,
    "group_words": words.GROUP_WORDS,
    "relation_words": words.RELATION_WORDS,
    "reference_words": words.REFERENCE_WORDS,
    "importance_words": IMPORTANCE_WORDS,
    "fact_text": fact_text,
    "wish_text": wish_text,
}


def desk_page(name: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """Answer with a page, or a part, of the desk."""
    context.setdefault("refusal", None)
    return page(f"{FOLDER}/{name}", status=status, **_WORDS, **context)


def refusal_words(refusal: RefusedError) -> str:
    """Return a rule's no in the reader's language."""
    return gettext(refusal.message).format(**refusal.params)


async def what_was_typed(request: SiteRequest) -> dict[str, str]:
    """Return what a form carried, so that a refusal loses nothing."""
    return {name: texts[0] for name, texts in (await typed_values(request)).items() if texts}


def page_number(typed: str) -> int:
    """Return the page that an address asks for; the first one where it says nothing that is a page."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_PAGE else 1
