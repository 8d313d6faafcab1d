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

_METS: Final = tuple(Met)
_MET, _PARTLY, _NOT_MET, _TO_ASK = range(len(_METS))
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


def reasons(side: Side, facts: Sequence[int], wishes: Sequence[NumberedWish], slots: Slots) -> list[Reasons]:
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
    mets = np.where(points > 0, np.where(lacking == 0, _MET, _PARTLY), _NOT_MET)
    table = _Table(codes, len(wishes), points, weights, np.where(is_stated, mets, _TO_ASK))
    strengths, to_discuss = table.first(strong, STRENGTHS), table.first(weak, TO_DISCUSS)
    return list(map(Reasons, strengths, to_discuss))


class _Table(NamedTuple):
    """The criteria of all pairs, a row for each criterion."""

    codes: list[str]
    own: int
    points: NDArray[np.int32]
    weights: NDArray[np.int32]
    mets: NDArray[np.intp]

    def first(self, keys: NDArray[np.int32], number: int) -> list[tuple[Reason, ...]]:
        """Return for each pair the criteria with the smallest keys, as many as are real."""
        rows = np.argsort(keys, axis=0, kind="stable")[:number].T
        pairs = np.arange(rows.shape[0])[:, None]
        counts = (keys[rows, pairs] < _LAST).sum(axis=1).tolist()
        columns = (rows, rows >= self.own, self.points[rows, pairs], self.weights[rows, pairs])
        named, *others = (column.ravel().tolist() for column in columns)
        mets = map(_METS.__getitem__, self.mets[rows, pairs].ravel().tolist())
        told = list(map(Reason, map(self.codes.__getitem__, named), *others, mets))
        width = rows.shape[1]
        return [tuple(told[pair * width : pair * width + real]) for pair, real in enumerate(counts)]


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
    points[len(wishes) :] = side.points[np.ix_(np.array(columns, dtype=np.intp), slots)]
    weights[len(wishes) :] = side.weights[np.ix_(np.array(traits, dtype=np.intp), slots)]
    is_stated[len(wishes) :] = np.array([facts[place] != sizes[place] for place in traits], dtype=bool)[
        :, None
    ]
    return points, weights, is_stated
