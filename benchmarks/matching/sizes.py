"""How many people are measured: as the design has it, or as a busy machine can bear it (`--quick`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`many` women to search among; men and women of each round."""

    many: int
    rounds: dict[str, tuple[int, int]]


FULL = Sizes(
    100_000,
    {
        "large": (20_000, 20_000),
        "half": (10_000, 10_000),
        "lopsided": (5_882, 20_000),
        "small": (2_000, 2_000),
        "tiny": (300, 300),
        "stable": (1_000, 1_000),
    },
)
QUICK = Sizes(
    20_000,
    {
        "large": (4_000, 4_000),
        "half": (2_000, 2_000),
        "lopsided": (1_176, 4_000),
        "small": (1_000, 1_000),
        "tiny": (200, 200),
        "stable": (500, 500),
    },
)
