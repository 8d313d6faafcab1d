"""What somebody means who types into the one search box of the desk."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wethaq.platform.localisation.normalise import (
    ascii_digits,
    normalise_email,
    normalise_mobile,
    normalise_national_id,
    single_line,
)

_NUMBER: Final = re.compile(r"[A-Za-z]{1,3}-?\d{1,4}(?:-\d{1,8})?")
"""A beneficiary's or a request's number, such as W-1448-17."""


LEAST_LETTERS: Final = 3


class QueryKind(StrEnum):
    NATIONAL_ID = "national_id"
    MOBILE = "mobile"
    EMAIL = "email"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for, normalised."""

    kind: QueryKind
    text: str


def read_query(typed: str | None) -> Query | None:
    """Tell an ID, a mobile, an e-mail, a number and a name apart; None for nothing."""
    text = single_line(typed)
    if text is None:
        return None
    readers = (
        (QueryKind.NATIONAL_ID, normalise_national_id),
        (QueryKind.MOBILE, normalise_mobile),
        (QueryKind.EMAIL, normalise_email),
        (QueryKind.NUMBER, _read_number),
    )
    found = (Query(kind, value) for kind, read in readers if (value := read(text)))
    return next(found, Query(QueryKind.NAME, text))


def is_worth_typing_on(typed: str) -> bool:
    """Tell whether half a word already narrows the search down, while somebody is still typing."""
    return len(single_line(typed) or "") >= LEAST_LETTERS


def _read_number(text: str) -> str | None:
    number = ascii_digits(text).upper()
    return number if _NUMBER.fullmatch(number) else None
