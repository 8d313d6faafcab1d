"""What a profile is made of: a trait is data, so that a board can switch one off.

A fact is stored by the code of its value. The engine numbers the values by their
place in the vocabulary, and is built anew when the vocabulary changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.platform.people.records import Sex

Fact = str | int | frozenset[str]
"""One of the trait's values, a number, or several values."""

MOST_CODES: Final = 255
MOST_VALUES_OF_MULTI: Final = 6
"""The engine keeps a fact in one byte: a number's span, or one bit for each of several values."""
EVERYBODY: Final = frozenset(Sex)


class Kind(StrEnum):
    """How the values of a trait relate to each other."""

    CHOICE = "choice"
    ORDINAL = "ordinal"
    """Choices in an order: the next one is half as good, the one after a quarter."""
    NUMBER = "number"
    MULTI = "multi"
    """Several at once: one that is wanted is enough."""


class Sensitivity(StrEnum):
    """How carefully a trait is kept and asked."""

    NORMAL = "normal"
    SENSITIVE = "sensitive"
    """Explicit consent, encrypted, audited on its own (PDPL art. 1(11))."""
    CAUTIOUS = "cautious"
    """Lawful to ask, easy to hurt by."""


@dataclass(frozen=True, slots=True)
class TraitValue:
    """One answer; the title is a msgid."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One thing that is asked; the title is a msgid.

    `weight_cap` is the most that a wish about it may weigh, hard ones included, so that
    no single trait (complexion, lineage) decides a score. `is_derived` traits come
    from the file (birth date, marriages) and are never typed as facts.
    """

    code: str
    title: str
    kind: Kind
    values: tuple[TraitValue, ...] = ()
    lowest: int = 0
    highest: int = 0
    sensitivity: Sensitivity = Sensitivity.NORMAL
    consent_class: ConsentClass | None = None
    earliest: Level = Level.SUMMARY
    may_be_hard: bool = True
    may_be_wished: bool = True
    weight_cap: int = 4
    is_active: bool = True
    is_derived: bool = False
    asked_of: frozenset[Sex] = EVERYBODY

    @property
    def value_codes(self) -> tuple[str, ...]:
        return tuple(value.code for value in self.values)

    @property
    def size(self) -> int:
        """How many different facts there are; for several values at once, each set is one."""
        if self.kind is Kind.NUMBER:
            return self.highest - self.lowest + 1
        return 1 << len(self.values) if self.kind is Kind.MULTI else len(self.values)

    def number_of(self, fact: Fact | None) -> int:
        """Return the engine's number of a fact; `size` stands for *not stated*.

        A number outside the range counts as its end. Several values are a sum of bits.

        Raises:
            InvalidFactError: the trait has no such value.
        """
        if fact is None or fact == frozenset():
            return self.size
        if isinstance(fact, int) and self.kind is Kind.NUMBER:
            return min(max(fact, self.lowest), self.highest) - self.lowest
        codes = self.value_codes
        if isinstance(fact, frozenset) and self.kind is Kind.MULTI and fact <= set(codes):
            return sum(1 << codes.index(code) for code in fact)
        if isinstance(fact, str) and self.kind in {Kind.CHOICE, Kind.ORDINAL} and fact in codes:
            return codes.index(fact)
        raise InvalidFactError(self.code)

    def fact_of(self, number: int) -> Fact | None:
        """Return the fact that a number stands for: the reverse of `number_of`."""
        if number == self.size:
            return None
        if self.kind is Kind.NUMBER:
            return self.lowest + number
        codes = self.value_codes
        if self.kind is Kind.MULTI:
            return frozenset(code for place, code in enumerate(codes) if number >> place & 1) or None
        return codes[number]


class InvalidFactError(ValueError):
    """A row holds what the vocabulary doesn't know; a form must not let it through."""


class Vocabulary:
    """The traits in use, in their order; the board's switches are already applied."""

    def __init__(self, traits: Iterable[Trait]) -> None:
        self.traits: tuple[Trait, ...] = tuple(traits)
        self._by_code = {trait.code: trait for trait in self.traits}
        for trait in self.traits:
            _ensure_fits(trait)

    def __getitem__(self, code: str) -> Trait:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def active(self) -> tuple[Trait, ...]:
        return tuple(trait for trait in self.traits if trait.is_active)

    def switched(self, codes: Iterable[str], *, is_active: bool) -> "Vocabulary":
        """Return the vocabulary with some traits on or off: what a board decides."""
        chosen = set(codes)
        return Vocabulary(
            replace(trait, is_active=is_active) if trait.code in chosen else trait for trait in self.traits
        )

    def asked_of(self, sex: Sex) -> tuple[Trait, ...]:
        """Return what a man or a woman is asked about themselves."""
        return tuple(trait for trait in self.active if sex in trait.asked_of and not trait.is_derived)

    def wished_by(self, sex: Sex) -> tuple[Trait, ...]:
        """Return what a man or a woman may wish of the other."""
        (other,) = EVERYBODY - {sex}
        return tuple(trait for trait in self.active if other in trait.asked_of and trait.may_be_wished)


def _ensure_fits(trait: Trait) -> None:
    is_too_wide = trait.kind is Kind.MULTI and len(trait.values) > MOST_VALUES_OF_MULTI
    if is_too_wide or not 1 <= trait.size < MOST_CODES:
        raise ValueError(f"The engine can't number the values of {trait.code}.")
