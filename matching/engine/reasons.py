"""What speaks for a pair and what to discuss, for twenty pairs at once.

The words and figures of a whole explanation are `policy.scores.explain`, for the one
pair that is being looked at; a list of candidates shows these five points of it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.numbering import NumberedWish
from wethaq.matching.engine.scoring import Slots
from wethaq.matching.engine.side import Side
from wethaq.matching.policy.profiles import FULL
from wethaq.matching.policy.scores import STRENGTHS, TO_DISCUSS, Met

_LAST: Final = 1 << 20
"""Sorts behind every real figure."""


class Reason(NamedTuple):
    """One criterion: of the searching person's wishes, or (`is_theirs`) of the candidate's."""

    trait: str
    is_theirs: bool
    points: int
    weight: int
    met: Met


class Reasons(NamedTuple):
    """The same three strengths and two points as `policy.scores.Explanation`."""

    strengths: tuple[Reason, ...]
    to_discuss: tuple[Reason, ...]


def reasons(
    side: Side, facts: Sequence[int], wishes: Sequence[NumberedWish], slots: Slots
) -> list[Reasons]:
    """Return the reasons for each of the slots, in their order."""
    if not len(slots):
        return []
    traits = [place for place, number in enumerate(side.wishes) if number]
    points, weights, is_stated = _criteria(side, facts, wishes, traits, slots)
    lacking = points - FULL * weights
    is_wished = weights > 0
    strong = np.where(is_wished & is_stated & (points > 0), -points, _LAST)
    weak = np.where(is_wished & (lacking < 0), lacking, _LAST)
    weak = np.where(is_wished & ~is_stated, _LAST // 2 + lacking, weak)
    codes = [side.numbering.traits[place].code for place in [*(wish.place for wish in wishes), *traits]]
    table = _Table(codes, len(wishes), points.T.tolist(), weights.T.tolist(), is_stated.T.tolist())
    best, worst = _first(strong, STRENGTHS), _first(weak, TO_DISCUSS)
    return [Reasons(table.pick(pair, best[pair]), table.pick(pair, worst[pair])) for pair in range(len(slots))]


class _Table(NamedTuple):
    codes: list[str]
    own: int
    points: list[list[int]]
    weights: list[list[int]]
    stated: list[list[bool]]

    def pick(self, pair: int, rows: list[int]) -> tuple[Reason, ...]:
        return tuple(self._reason(pair, row) for row in rows)

    def _reason(self, pair: int, row: int) -> Reason:
        points, weight = self.points[pair][row], self.weights[pair][row]
        if not self.stated[pair][row]:
            met = Met.TO_ASK
        else:
            met = Met.MET if points == FULL * weight else Met.PARTLY if points else Met.NOT_MET
        return Reason(self.codes[row], row >= self.own, points, weight, met)


def _criteria(
    side: Side, facts: Sequence[int], wishes: Sequence[NumberedWish], traits: list[int], slots: Slots
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Return points, weights and *stated*, a row for each criterion and a column for each pair."""
    starts, sizes = side.numbering.starts, side.numbering.sizes
    rows = len(wishes) + len(traits)
    points = np.zeros((rows, len(slots)), dtype=np.int32)
    weights = np.zeros((rows, len(slots)), dtype=np.int32)
    is_stated = np.ones((rows, len(slots)), dtype=bool)
    for row, wish in enumerate(wishes):
        stated = side.facts[wish.place].take(slots)
        points[row], weights[row] = wish.points.take(stated), wish.weight
        is_stated[row] = stated != sizes[wish.place]
    columns = [starts[place] + facts[place] for place in traits]
    points[len(wishes) :] = side.points[np.ix_(columns, slots)]
    weights[len(wishes) :] = side.weights[np.ix_(traits, slots)]
    is_stated[len(wishes) :] = np.array([facts[place] != sizes[place] for place in traits], dtype=bool)[:, None]
    return points, weights, is_stated


def _first(keys: NDArray[np.int32], number: int) -> list[list[int]]:
    """Return for each pair the rows with the smallest keys, as many as are real."""
    order = np.argsort(keys, axis=0, kind="stable")[:number]
    chosen = np.take_along_axis(keys, order, axis=0) < _LAST
    return [
        [row for row, is_real in zip(rows, real, strict=True) if is_real]
        for rows, real in zip(order.T.tolist(), chosen.T.tolist(), strict=True)
    ]
