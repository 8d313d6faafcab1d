"""Time as cells of five minutes, and days as numbers whose bits are cells.

A day is a whole number of 288 bits: bit 0 is midnight in Riyadh, bit 1 is 00:05,
bit 287 is 23:55. The days of a `Stretch` stand side by side in one number,
so a window of Ramadan that runs past midnight is simply bits of the next day.
Free time is then a few operations on whole numbers instead of a walk over
intervals: a week of twenty counselors costs less than a page's template.

A cell also has a number of its own, counted from 1970-01-01 00:00 UTC. It is
what the guard against double booking stores: UNIQUE (resource, cell).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

CELL: Final = timedelta(minutes=5)
CELL_MINUTES: Final = 5
CELLS_AN_HOUR: Final = 12
CELLS_A_DAY: Final = 288
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY: Final = timedelta(days=1)
_EPOCH_ORDINAL: Final = EPOCH.toordinal()
_RIYADH_AHEAD: Final = 3 * CELLS_AN_HOUR
"""Riyadh is three hours ahead of UTC all the year round; a test compares this with the time zone's tables."""


class UnevenTimeError(ValueError):
    """A length or a time that isn't made of whole cells: a form must not let it through."""


def whole_cells(length: timedelta) -> int:
    """Return how many cells a length has.

    Raises:
        UnevenTimeError: the length is negative or no multiple of five minutes.
    """
    cells, rest = divmod(length, CELL)
    if rest or cells < 0:
        raise UnevenTimeError(length)
    return cells


def cell_at(moment: datetime) -> int:
    """Return the number of the cell in which a moment lies."""
    return (moment - EPOCH) // CELL


def cell_from(moment: datetime) -> int:
    """Return the number of the first cell that begins at a moment or after it."""
    return -((EPOCH - moment) // CELL)


def moment_of(cell: int) -> datetime:
    """Return the moment, in UTC, at which a cell begins."""
    return EPOCH + cell * CELL


def day_of(cell: int) -> date:
    """Return the day in Riyadh to which a cell belongs."""
    return date.fromordinal((cell + _RIYADH_AHEAD) // CELLS_A_DAY + _EPOCH_ORDINAL)


def first_cell_of(on: date) -> int:
    """Return the number of the cell that begins at midnight in Riyadh."""
    return (on.toordinal() - _EPOCH_ORDINAL) * CELLS_A_DAY - _RIYADH_AHEAD


def bits_between(start: int, end: int) -> int:
    """Return the bits from `start` up to, and without, `end`."""
    return (1 << end) - (1 << start) if end > start else 0


def starts_of_runs(free: int, length: int) -> int:
    """Keep the bits from which on `length` bits are set.

    A run of 12 is a run of 8 of which a run of 4 begins inside: each step
    doubles what is known, so an hour takes four steps and not twelve.
    """
    known = 1
    while known < length:
        step = min(known, length - known)
        free &= free >> step
        known += step
    return free


def set_bits(bits: int) -> Iterator[int]:
    """Yield the places of the set bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row, side by side in one number: its bit 0 is midnight of the first."""

    first_on: date
    days: int

    @property
    def size(self) -> int:
        """How many cells it has."""
        return self.days * CELLS_A_DAY

    @property
    def first_cell(self) -> int:
        """The number of its first cell."""
        return first_cell_of(self.first_on)

    @property
    def cells(self) -> range:
        """The numbers of all its cells: what to ask the guard's table for."""
        return range(self.first_cell, self.first_cell + self.size)

    @property
    def everything(self) -> int:
        """All its bits."""
        return (1 << self.size) - 1

    @property
    def dates(self) -> list[date]:
        """Its days."""
        return [self.first_on + timedelta(days=step) for step in range(self.days)]

    def widened(self) -> "Stretch":
        """Add the day before, whose windows and buffers may run over midnight, and the day after."""
        return Stretch(self.first_on - ONE_DAY, self.days + 2)

    def bits_of(self, start_cell: int, end_cell: int) -> int:
        """Return the bits of the cells from one number up to another, as far as they lie inside."""
        first = self.first_cell
        return bits_between(max(start_cell - first, 0), min(end_cell - first, self.size))

    def bits_of_day(self, on: date) -> int:
        """Return the bits of one day."""
        start = first_cell_of(on)
        return self.bits_of(start, start + CELLS_A_DAY)

    def bits_of_cells(self, cells: Iterable[int]) -> int:
        """Return the bits of cells that come one by one, as the guard's table gives them."""
        first, size = self.first_cell, self.size
        digits = bytearray(b"0") * size
        for cell in cells:
            place = cell - first
            if 0 <= place < size:
                digits[size - 1 - place] = 49  # The character "1".
        return int(digits, 2)

    def moments(self, bits: int) -> list[datetime]:
        """Return the moments, in UTC, at which the cells of set bits begin."""
        first = self.first_cell
        return [moment_of(first + place) for place in set_bits(bits)]
