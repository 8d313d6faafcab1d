"""Facts and wishes in the reader's words, for pages, letters and the copy of one's data."""

from typing import Final

from wethaq.matching.policy.profiles import Importance, Wish
from wethaq.matching.policy.traits import Fact, Trait
from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext

IMPORTANCE_WORDS: Final = {
    Importance.HARD: N_("A condition"),
    Importance.STRONG: N_("Matters much"),
    Importance.PLAIN: N_("Matters"),
    Importance.SLIGHT: N_("Matters slightly"),
    Importance.IGNORED: N_("Makes no difference"),
}
NOT_STATED: Final = N_("Not stated")


def fact_text(trait: Trait, fact: Fact | None) -> str:
    """Return a fact in words; several values in the order of the vocabulary."""
    if fact is None or fact == frozenset():
        return gettext(NOT_STATED)
    if isinstance(fact, int):
        return str(fact)
    chosen = fact if isinstance(fact, frozenset) else frozenset({fact})
    return values_text(trait, chosen)


def values_text(trait: Trait, chosen: frozenset[str]) -> str:
    """Return some of a trait's values in words, in the order of the vocabulary."""
    return " · ".join(gettext(value.title) for value in trait.values if value.code in chosen)


def wish_text(trait: Trait, wish: Wish) -> str:
    """Return what would be welcome, in words, without how much it matters."""
    if wish.importance is Importance.IGNORED:
        return gettext(IMPORTANCE_WORDS[Importance.IGNORED])
    if wish.window is not None:
        window = wish.window
        words = gettext("%(low)s to %(high)s", low=window.low, high=window.high)
        if (window.ideal_low, window.ideal_high) == (window.low, window.high):
            return words
        ideal = gettext("best %(low)s to %(high)s", low=window.ideal_low, high=window.ideal_high)
        return f"{words} ({ideal})"
    words = values_text(trait, wish.welcome)
    if not wish.acceptable:
        return words
    also = gettext("also acceptable: %(values)s", values=values_text(trait, wish.acceptable))
    return f"{words} ({also})" if words else also
