"""Turns: every round has each side do a few units, back to back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.sides import Side
from benchmarks.summaries import Summary, ratio

WARM_UP = 8
"""Units that nobody counts: the first ones compile templates and fill caches."""
SLOW_ROUNDS = 2
"""How often a unit of seconds is done."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of one side."""

    side: str
    unit: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a unit costs us and the peer; the target is in milliseconds of processor time.

    A slow one, of seconds, is done twice and not warmed up.
    """

    name: str
    ours: Part
    theirs: Part | None = None
    target: float | None = None
    is_slow: bool = False

    @property
    def parts(self) -> list[Part]:
        return [part for part in (self.ours, self.theirs) if part]


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times as much a unit costs with much behind it as with little; so is the target."""

    name: str
    ours: tuple[Part, Part]
    theirs: tuple[Part, Part]
    target: float
    is_slow: bool = False

    @property
    def parts(self) -> list[Part]:
        return [*self.ours, *self.theirs]


@dataclass(slots=True)
class Measurements:
    """Milliseconds of every part, round by round."""

    rounds: dict[Part, list[list[float]]] = field(default_factory=dict)

    def summary(self, part: Part) -> Summary:
        return Summary.of([value for values in self.rounds[part] for value in values])

    def ratio(self, one: Part, other: Part) -> float:
        return ratio(self.rounds[one], self.rounds[other])


def measure(
    comparisons: Sequence[Cost | Growth], sides: Mapping[str, Side], *, rounds: int, times: int
) -> Measurements:
    """Measure every part that the comparisons name, `rounds` times `times`, all sides in turns."""
    is_slow = {part: one.is_slow for one in comparisons for part in one.parts}
    for part, slow in is_slow.items():
        if not slow:
            sides[part.side].measure(part.unit, WARM_UP)
    found = Measurements({part: [] for part in is_slow})
    for number in range(rounds):
        for part, slow in is_slow.items():
            if not slow or number < SLOW_ROUNDS:
                found.rounds[part].append(sides[part.side].measure(part.unit, 1 if slow else times))
    return found
