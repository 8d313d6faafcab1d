"""Ties that bar a marriage (Personal Status Law, the chapter on impediments), as staff established them."""

from enum import StrEnum
from typing import Final


class Kinship(StrEnum):
    """How two files are related."""

    BLOOD = "blood"
    """Mahram by descent: ascendants, descendants, siblings, aunts, uncles, nieces, nephews."""
    FOSTERAGE = "fosterage"
    """Mahram by nursing: what descent bars, nursing bars."""
    AFFINITY = "affinity"
    """Mahram by a marriage: a parent or a child of a present or former spouse."""
    TOGETHER = "together"
    """A sister or an aunt of his present wife: barred as long as that marriage lasts."""
    COUSIN = "cousin"
    """No bar; both sides are told in the premarital examination."""
    UNCLEAR = "unclear"
    """Said to be related, not cleared up: nothing is proposed before it is."""


BARRED: Final = frozenset(Kinship) - {Kinship.COUSIN}
