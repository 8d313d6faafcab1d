"""Who comes into question for one person: a few ANDs over sets of the other side."""

from collections.abc import Iterable, Sequence

import numpy as np

from wethaq.matching.engine.bits import Words, clear
from wethaq.matching.engine.numbering import NumberedWish
from wethaq.matching.engine.side import Side
from wethaq.matching.policy.profiles import Applicant
from wethaq.platform.people.records import Sex


def open_to(side: Side, one: Applicant, facts: Sequence[int]) -> Words:
    """Return those of a side who are available and may meet one, by their own conditions and all other bars."""
    refusing = side.available.copy()
    keep_open(side, facts, refusing)
    if one.sex is Sex.FEMALE and not one.accepts_polygamy:
        refusing &= ~side.polygamy
    elif one.sex is Sex.MALE and one.seeks_additional_wife:
        refusing &= side.polygamy
    clear(refusing, side.ties.slots_apart_from(one, side.on, side.slot_of))
    return refusing


def keep_open(side: Side, facts: Sequence[int], words: Words) -> None:
    """Take those out whose conditions refuse one of the facts."""
    refusing = np.zeros_like(words)
    for place, fact in enumerate(facts):
        if side.conditions[place]:
            refusing |= side.refuses[side.numbering.starts[place] + fact]
    np.invert(refusing, out=refusing)
    words &= refusing


def accepted(side: Side, wish: NumberedWish) -> Words:
    """Return those whom a condition doesn't refuse."""
    start, size = side.numbering.starts[wish.place], side.numbering.sizes[wish.place]
    welcome = np.flatnonzero(~wish.refuses[:size])
    is_number = side.numbering.is_number[wish.place]
    found = _run(side, start, welcome) if is_number else _any_of(side, start + welcome)
    if not wish.refuses[size]:
        found |= side.has[start + size]
    return found


def meeting_conditions(side: Side, wishes: Iterable[NumberedWish], words: Words) -> Words:
    """Keep those who meet all conditions."""
    for wish in wishes:
        if wish.is_hard:
            words &= accepted(side, wish)
    return words


def _run(side: Side, start: int, welcome: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Words:
    if not len(welcome):
        return np.zeros_like(side.available)
    found: Words = side.has[start + welcome[-1]].copy()
    if welcome[0]:
        found &= ~side.has[start + welcome[0] - 1]
    return found


def _any_of(side: Side, columns: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Words:
    found = np.zeros_like(side.available)
    for column in columns:
        found |= side.has[column]
    return found
