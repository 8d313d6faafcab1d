"""Scores of many at once, by the same whole numbers as `policy.scores`."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.numbering import WEIGHT_SHIFT, NumberedWish
from wethaq.matching.engine.side import Side
from wethaq.matching.policy.profiles import FULL
from wethaq.matching.policy.scores import PRIOR_POINTS, PRIOR_WEIGHT, mutual_of

Slots = NDArray[np.intp]
Percents = NDArray[np.uint8]

_POINTS: Final = np.uint32((1 << WEIGHT_SHIFT) - 1)
_STEPS: Final = FULL + 1
_MUTUAL: Final[Percents] = np.array(
    [[mutual_of(forward, backward) for backward in range(_STEPS)] for forward in range(_STEPS)],
    dtype=np.uint8,
).ravel()


def satisfactions(points: NDArray[np.uint32], weights: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return satisfactions in whole per cent, rounded half up, from Σ w·s and Σ w."""
    divisor = weights + np.uint32(PRIOR_WEIGHT)
    doubled: NDArray[np.uint32] = (points + np.uint32(PRIOR_POINTS)) * np.uint32(2)
    rounded: NDArray[np.uint32] = (doubled + divisor) // (divisor * np.uint32(2))
    return rounded


def forward_percents(side: Side, wishes: Sequence[NumberedWish], slots: Slots) -> NDArray[np.uint32]:
    """Return how far each of the slots meets one person's wishes."""
    total = np.zeros(len(slots), dtype=np.uint32)
    for wish in wishes:
        total += wish.packed.take(side.facts[wish.place].take(slots))
    return satisfactions(total & _POINTS, total >> np.uint32(WEIGHT_SHIFT))


def backward_percents(side: Side, facts: Sequence[int], slots: Slots) -> NDArray[np.uint32]:
    """Return how far one person, by their facts, meets the wishes of each of the slots."""
    numbering = side.numbering
    points = np.zeros(len(slots), dtype=np.uint16)
    weights = side.total_weight.take(slots)
    for place, fact in enumerate(facts):
        if not side.wishes[place]:
            continue
        if fact == numbering.sizes[place]:
            weights -= side.weights[place].take(slots)
        else:
            points += side.points[numbering.starts[place] + fact].take(slots)
    return satisfactions(points.astype(np.uint32), weights.astype(np.uint32))


def mutual_percents(forward: NDArray[np.uint32], backward: NDArray[np.uint32]) -> Percents:
    found: Percents = _MUTUAL.take(forward * np.uint32(_STEPS) + backward)
    return found
