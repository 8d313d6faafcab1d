"""A profile as the rules see it: facts about oneself, wishes of the other, and what holds on the way.

Nothing here names anybody: an applicant is an id, and families, tribes and
employers are opaque keys (blind indexes) that can only be compared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.traits import Fact, Kind, Trait, Vocabulary
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.records import Sex

FULL: Final = 100
"""A wish that is met in full, in hundredths; every share of it is a whole number of them."""
HALF: Final = 50
NEIGHBOURS: Final = (FULL, HALF, 25)
"""What an ordinal value is worth that lies none, one, or two steps from the nearest one wished."""
HARD_WEIGHT: Final = 4
"""What a condition weighs in the score of those who pass it (up to the trait's cap)."""


class Importance(StrEnum):
    """How much a wish matters; what is ignored is no wish at all."""

    HARD = "hard"
    STRONG = "strong"
    PLAIN = "plain"
    SLIGHT = "slight"
    IGNORED = "ignored"


WEIGHTS: Final = {
    Importance.HARD: HARD_WEIGHT,
    Importance.STRONG: 4,
    Importance.PLAIN: 2,
    Importance.SLIGHT: 1,
    Importance.IGNORED: 0,
}


class MaritalStatus(StrEnum):
    """The values of the trait of that name."""

    NEVER_MARRIED = "never_married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    MARRIED = "married"


class ProfileState(StrEnum):
    """Only an active profile is proposed."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class ConditionNotAllowedError(RefusedError):
    """The board doesn't let this trait be a condition."""

    message = N_("This may be a wish, but not a condition.")


class EmptyWishError(RefusedError):
    """A wish that nothing meets would silently leave a person without anybody."""

    message = N_("Please choose at least one answer that you would welcome.")


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers that are welcome, with an ideal part; all four ends belong to it."""

    low: int
    ideal_low: int
    ideal_high: int
    high: int

    def share(self, number: int) -> int:
        """Return the hundredths of a wish that a number meets: full in the ideal part, falling evenly to the ends."""
        if not self.low <= number <= self.high:
            return 0
        if number < self.ideal_low:
            span, distance = self.ideal_low - self.low, self.ideal_low - number
        elif number > self.ideal_high:
            span, distance = self.high - self.ideal_high, number - self.ideal_high
        else:
            return FULL
        return FULL * (span + 1 - distance) // (span + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one hopes for in one trait of the other.

    `welcome` values meet it in full, `acceptable` ones by half. A condition (hard) refuses
    everything else; somebody who hasn't stated the trait passes it and is
    flagged *to ask*, unless `excludes_unstated`.
    """

    trait: str
    importance: Importance
    welcome: frozenset[str] = frozenset()
    acceptable: frozenset[str] = frozenset()
    window: Window | None = None
    excludes_unstated: bool = False

    @property
    def is_hard(self) -> bool:
        return self.importance is Importance.HARD

    def weight(self, trait: Trait) -> int:
        return min(WEIGHTS[self.importance], trait.weight_cap)

    def share(self, trait: Trait, fact: Fact) -> int:
        """Return how many hundredths of the wish a stated fact meets."""
        if isinstance(fact, int):
            # A number beyond the trait's range counts as its end, for the engine as for us.
            return self.window.share(min(max(fact, trait.lowest), trait.highest)) if self.window else 0
        stated = fact if isinstance(fact, frozenset) else {fact}
        if stated & self.welcome:
            return FULL
        by_half = HALF if stated & self.acceptable else 0
        if trait.kind is not Kind.ORDINAL or self.is_hard:
            return by_half
        places = trait.value_codes
        (own,) = stated
        distance = min((abs(places.index(own) - places.index(code)) for code in self.welcome), default=FULL)
        return max(by_half, NEIGHBOURS[distance] if distance < len(NEIGHBOURS) else 0)

    def refuses(self, trait: Trait, fact: Fact | None) -> bool:
        """Tell whether a condition rules a fact out; a wish that is no condition never does."""
        if not self.is_hard:
            return False
        return self.excludes_unstated if fact is None else self.share(trait, fact) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Everything that decides whom a person may be proposed to.

    `eligible_from` is the day after the waiting period; `waiting_since` the day from
    which they wait for a proposal. `wives_wished` counts the present ones too: a man with one
    wife who seeks a second says two. `kin` holds what staff established between two files.
    """

    id: UUID
    sex: Sex
    birth_date: date
    marital_status: MaritalStatus
    waiting_since: date
    state: ProfileState = ProfileState.ACTIVE
    eligible_from: date | None = None
    marital_proof_on: date | None = None
    wives_now: int = 0
    wives_wished: int = 1
    accepts_polygamy: bool = False
    facts: Mapping[str, Fact | None] = field(default_factory=dict)
    """A trait with None was asked and left out: *not stated* is an answer."""
    wishes: tuple[Wish, ...] = ()
    kin: Mapping[UUID, Kinship] = field(default_factory=dict)
    blocked: frozenset[UUID] = frozenset()
    cooling_off: Mapping[UUID, date] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    blocked_groups: frozenset[str] = frozenset()
    open_proposals: int = 0
    is_locked: bool = False

    def __post_init__(self) -> None:
        """Hold one wish a trait: two conditions on one would be a riddle for everybody."""
        if len({wish.trait for wish in self.wishes}) < len(self.wishes):
            raise ValueError("Two wishes about one trait.")

    def age_on(self, on: date) -> int:
        """Return the completed years."""
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (not had_birthday)

    def fact(self, code: str, on: date) -> Fact | None:
        """Return what is known of a trait; what the file says goes before what was typed."""
        derive = _DERIVED.get(code)
        fact = derive(self, on) if derive else self.facts.get(code)
        return None if fact == frozenset() else fact

    @property
    def seeks_additional_wife(self) -> bool:
        return self.sex is Sex.MALE and (self.wives_now > 0 or self.wives_wished > 1)


def wishes_in_use(applicant: Applicant, vocabulary: Vocabulary) -> tuple[Wish, ...]:
    """Return the wishes that count, in the order of the vocabulary: not ignored, and of a trait that is on."""
    counting = {wish.trait: wish for wish in applicant.wishes if wish.importance is not Importance.IGNORED}
    return tuple(counting[trait.code] for trait in vocabulary.active if trait.code in counting)


def ensure_can_wish(wish: Wish, trait: Trait) -> None:
    """Refuse a condition on a trait that may not be one, and a wish that nothing meets."""
    if wish.is_hard and not (trait.may_be_hard and trait.may_be_wished):
        raise ConditionNotAllowedError
    if wish.importance is Importance.IGNORED:
        return
    if trait.kind is Kind.NUMBER:
        window = wish.window
        is_empty = window is None or not (
            window.low <= window.ideal_low <= window.ideal_high <= window.high
            and window.low <= trait.highest
            and window.high >= trait.lowest
        )
    else:
        is_empty = not wish.welcome | wish.acceptable or not wish.welcome | wish.acceptable <= set(
            trait.value_codes
        )
    if is_empty:
        raise EmptyWishError


def completeness(applicant: Applicant, vocabulary: Vocabulary) -> int:
    """Return the whole per cent of what a person is asked that has been answered."""
    return completeness_of(applicant.facts, applicant.sex, vocabulary)


def completeness_of(facts: Mapping[str, Fact | None], sex: Sex, vocabulary: Vocabulary) -> int:
    """Return the same of facts alone; what was left out has been answered as well."""
    asked = [trait for trait in vocabulary.asked_of(sex) if trait.consent_class is None]
    answered = sum(trait.code in facts for trait in asked)
    return 100 * answered // len(asked) if asked else 100


_YES: Final = {False: "no", True: "yes"}
_DERIVED: Final[dict[str, Callable[[Applicant, date], Fact | None]]] = {
    "age": lambda one, on: one.age_on(on),
    "marital_status": lambda one, _on: one.marital_status.value,
    "wives_now": lambda one, _on: one.wives_now if one.sex is Sex.MALE else None,
    "seeks_additional_wife": lambda one, _on: (
        _YES[one.seeks_additional_wife] if one.sex is Sex.MALE else None
    ),
    "accepts_polygamy": lambda one, _on: _YES[one.accepts_polygamy] if one.sex is Sex.FEMALE else None,
}
