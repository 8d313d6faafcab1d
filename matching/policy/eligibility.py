"""The bars: who may not be proposed at all, and which two may not be proposed to each other.

They hold whatever a score says, both ways, and are asked again at every step, since a
person may have married or blocked somebody in the meantime. The numbers are defaults that
the association's counsel may change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.kinship import BARRED
from wethaq.matching.policy.profiles import Applicant, MaritalStatus, ProfileState, Wish, wishes_in_use
from wethaq.matching.policy.traits import Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.records import Sex

MOST_WIVES: Final = 4
"""Personal Status Law, impediments; Quran 4:3."""


class Bar(StrEnum):
    """Why not. Staff read it; no applicant ever reads a bar of the other side."""

    NOT_ACTIVE = "not_active"
    MINOR = "minor"
    """Adults only: the law lets no one marry below 18 except by a court, and the association never asks one."""
    WAITING_PERIOD = "waiting_period"
    """'Idda after a divorce or a death (Personal Status Law, the chapter on the waiting period)."""
    PROOF_STALE = "proof_stale"
    """The proof of the marital status is missing or too old."""
    ENOUGH_WIVES = "enough_wives"
    MARRIED_WOMAN = "married_woman"
    ENOUGH_OPEN = "enough_open"
    LOCKED = "locked"
    """No proposal over an accepted one."""
    SAME_SEX = "same_sex"
    POLYGAMY = "polygamy"
    KINSHIP = "kinship"
    BLOCKED = "blocked"
    COOLING_OFF = "cooling_off"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What may be set."""

    adult_age: int = 18
    proof_lasts: timedelta = timedelta(days=90)
    most_open: int = 2


LIMITS: Final = Limits()


class NotEligibleError(RefusedError):
    """The two may not be proposed to each other now; the words say neither whose bar nor which."""

    message = N_("This proposal isn't possible at present.")


def own_bars(one: Applicant, on: date, limits: Limits = LIMITS) -> frozenset[Bar]:
    """Return everything that keeps a person from being proposed to anybody on a day."""
    return frozenset(_own_bars(one, on, limits))


def pair_bars(
    one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary = VOCABULARY
) -> frozenset[Bar]:
    """Return everything that stands between two people, whoever raises it."""
    return frozenset(_pair_bars(one, other, on, vocabulary))


def is_eligible(
    one: Applicant,
    other: Applicant,
    on: date,
    vocabulary: Vocabulary = VOCABULARY,
    limits: Limits = LIMITS,
) -> bool:
    """Tell whether two people may be proposed to each other."""
    return not (
        own_bars(one, on, limits) or own_bars(other, on, limits) or pair_bars(one, other, on, vocabulary)
    )


def ensure_eligible(
    one: Applicant,
    other: Applicant,
    on: date,
    vocabulary: Vocabulary = VOCABULARY,
    limits: Limits = LIMITS,
) -> None:
    """Refuse a proposal that a bar forbids."""
    if not is_eligible(one, other, on, vocabulary, limits):
        raise NotEligibleError


def refused_wishes(one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary) -> list[Wish]:
    """Return the conditions of one that the other doesn't meet."""
    return [
        wish
        for wish in wishes_in_use(one, vocabulary)
        if wish.refuses(vocabulary[wish.trait], other.fact(wish.trait, on))
    ]


def polygamy_stands_between(one: Applicant, other: Applicant) -> bool:
    """Tell whether she doesn't accept what he has or seeks: a present wife, or more than one in all."""
    man, woman = (one, other) if one.sex is Sex.MALE else (other, one)
    return man.seeks_additional_wife and not woman.accepts_polygamy


def _own_bars(one: Applicant, on: date, limits: Limits) -> Iterator[Bar]:
    if one.state is not ProfileState.ACTIVE:
        yield Bar.NOT_ACTIVE
    if one.age_on(on) < limits.adult_age:
        yield Bar.MINOR
    if one.eligible_from is not None and on < one.eligible_from:
        yield Bar.WAITING_PERIOD
    yield from _marriage_bars(one, on, limits)
    if one.open_proposals >= limits.most_open:
        yield Bar.ENOUGH_OPEN
    if one.is_locked:
        yield Bar.LOCKED


def _marriage_bars(one: Applicant, on: date, limits: Limits) -> Iterator[Bar]:
    if one.marital_proof_on is None or on - one.marital_proof_on > limits.proof_lasts:
        yield Bar.PROOF_STALE
    if one.sex is Sex.MALE and one.wives_now >= min(one.wives_wished, MOST_WIVES):
        yield Bar.ENOUGH_WIVES
    if one.sex is Sex.FEMALE and one.marital_status is MaritalStatus.MARRIED:
        yield Bar.MARRIED_WOMAN


def _pair_bars(one: Applicant, other: Applicant, on: date, vocabulary: Vocabulary) -> Iterator[Bar]:
    if one.sex is other.sex:
        yield Bar.SAME_SEX
        return
    if polygamy_stands_between(one, other):
        yield Bar.POLYGAMY
    for first, second in ((one, other), (other, one)):
        if first.kin.get(second.id) in BARRED:
            yield Bar.KINSHIP
        if second.id in first.blocked or first.blocked_groups & second.groups:
            yield Bar.BLOCKED
        if on < first.cooling_off.get(second.id, on):
            yield Bar.COOLING_OFF
        if refused_wishes(first, second, on, vocabulary):
            yield Bar.CONDITION
