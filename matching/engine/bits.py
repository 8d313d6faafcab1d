"""Sets of people as arrays of 64-bit words: person `slot` is bit `slot % 64` of word `slot // 64`."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
WORD: Final = 64


def words_for(people: int) -> int:
    """Return how many words hold so many people."""
    return -(-people // WORD)


def bit_of(slot: int) -> np.uint64:
    return np.uint64(1 << slot % WORD)


def packed(flags: NDArray[np.bool_]) -> Words:
    """Pack flags by their last axis, whose length is a whole number of words."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def slots_of(words: Words) -> NDArray[np.intp]:
    """Return the slots in a set, ascending."""
    return np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))


def count(words: Words) -> int:
    return int(np.bitwise_count(words).sum())


def clear(words: Words, slots: Iterable[int]) -> None:
    """Take people out of a set."""
    for slot in slots:
        words[slot // WORD] &= ~bit_of(slot)


def contains(words: Words, slot: int) -> bool:
    return bool(words[slot // WORD] & bit_of(slot))
