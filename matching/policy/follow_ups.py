"""A call six and twelve months after the contract, to those who agreed to it."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Final

AFTER_MONTHS: Final = (6, 12)


class FollowUpAnswer(StrEnum):
    """How they are, in one word; whoever needs help is led to counseling."""

    WELL = "well"
    MIXED = "mixed"
    NEEDS_HELP = "needs_help"
    PARTED = "parted"
    NOT_REACHED = "not_reached"
    NO_ANSWER_WISHED = "no_answer_wished"


def due_on(contracted_on: date, months: int) -> date:
    """Return the day so many months on; the last of the month where it has no such day."""
    years, month = divmod(contracted_on.month - 1 + months, 12)
    year, month = contracted_on.year + years, month + 1
    return date(year, month, min(contracted_on.day, monthrange(year, month)[1]))
