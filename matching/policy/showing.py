"""What of an explanation an applicant may read: nothing that its owner hasn't opened so far.

A figure over hidden criteria would give them away by subtraction. So what is
shown is added up anew from what is shown, and a mutual score is for staff only.
"""

from dataclasses import dataclass
from datetime import date

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import Criterion, Explanation, Met, Satisfaction, add_up
from wethaq.matching.policy.traits import Fact, Trait, Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class Consents:
    """What an owner allows at this moment: up to which level, and which classes."""

    up_to: Level = Level.NOTHING
    classes: frozenset[ConsentClass] = frozenset()


NO_CONSENT = Consents()


@dataclass(frozen=True, slots=True)
class ShownExplanation:
    """What one side reads of a proposal."""

    your_wishes: Satisfaction
    why_you_suit: tuple[Criterion, ...]
    """The other's wishes that the reader meets; one that isn't met would be a reason for a refusal."""


def visible(level: Level, consents: Consents, trait: Trait) -> bool:
    """Tell whether the other side may see a trait: the least of what the stage, the owner and the class allow."""
    reached = min(level, consents.up_to)
    is_class_open = trait.consent_class is None or trait.consent_class in consents.classes
    return trait.is_active and reached > Level.NOTHING and trait.earliest <= reached and is_class_open


def visible_facts(
    owner: Applicant, level: Level, consents: Consents, on: date, vocabulary: Vocabulary = VOCABULARY
) -> dict[str, Fact]:
    """Return what the other side may read of a profile, in the order of the vocabulary."""
    facts = {
        trait.code: owner.fact(trait.code, on)
        for trait in vocabulary.active
        if visible(level, consents, trait)
    }
    return {code: fact for code, fact in facts.items() if fact is not None}


def shown_to_one(
    explanation: Explanation, level: Level, others_consents: Consents, vocabulary: Vocabulary = VOCABULARY
) -> ShownExplanation:
    """Reduce an explanation to what its `one` may read: the other owns both the facts and the wishes told."""

    def may_be_told(criterion: Criterion) -> bool:
        return visible(level, others_consents, vocabulary[criterion.wish.trait])

    mine = add_up(one for one in explanation.forward.criteria if may_be_told(one))
    theirs = (one for one in explanation.backward.criteria if one.met is Met.MET and may_be_told(one))
    return ShownExplanation(mine, tuple(theirs))
