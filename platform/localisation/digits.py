"""Digits: 0-9 by default, ٠-٩ for those who prefer them; both are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

ASCII_DIGITS: Final = "0123456789"
ARABIC_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩"
PERSIAN_DIGITS: Final = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII: Final = str.maketrans(ARABIC_DIGITS + PERSIAN_DIGITS, ASCII_DIGITS * 2)
_TO_ARABIC: Final = str.maketrans(ASCII_DIGITS, ARABIC_DIGITS)


class DigitShapes(StrEnum):
    """Which digits a reader wants to see."""

    ASCII = "ascii"
    ARABIC = "arabic"


_active: ContextVar[DigitShapes] = ContextVar("digits", default=DigitShapes.ASCII)


@contextmanager
def use_digits(shapes: DigitShapes) -> Iterator[None]:
    """Show numbers and dates in these digits inside the block."""
    token = _active.set(shapes)
    try:
        yield
    finally:
        _active.reset(token)


def ascii_digits(text: str) -> str:
    """Read Arabic and Persian digits as 0-9 and leave everything else alone."""
    return text.translate(_TO_ASCII)


def shown_digits(text: str) -> str:
    """Write a text that we made ourselves in the digits the reader prefers."""
    return text.translate(_TO_ARABIC) if _active.get() is DigitShapes.ARABIC else text


def number_text(number: int | float) -> str:
    """Write a number with thousands separated: 12,500 or ١٢٬٥٠٠."""
    text = f"{number:,}"
    if _active.get() is DigitShapes.ARABIC:
        text = text.replace(",", "٬").replace(".", "٫")
    return shown_digits(text)
