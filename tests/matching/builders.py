"""Two people who suit each other, changed where a test needs it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from wethaq.matching.policy.profiles import Applicant, Importance, MaritalStatus, Wish
from wethaq.platform.people.records import Sex

TODAY = date(2026, 12, 6)
NOW = datetime(2026, 12, 6, 9, tzinfo=UTC)

_MAN = Applicant(
    id=UUID(int=1),
    sex=Sex.MALE,
    birth_date=date(1995, 3, 1),
    marital_status=MaritalStatus.NEVER_MARRIED,
    waiting_since=TODAY,
    marital_proof_on=TODAY,
)
_WOMAN = replace(_MAN, id=UUID(int=2), sex=Sex.FEMALE, birth_date=date(1998, 5, 1))


def a_man(**changes: Any) -> Applicant:
    return replace(_MAN, **changes)


def a_woman(**changes: Any) -> Applicant:
    return replace(_WOMAN, **changes)


def a_wish(trait: str, *welcome: str, importance: Importance = Importance.HARD, **more: Any) -> Wish:
    return Wish(trait=trait, importance=importance, welcome=frozenset(welcome), **more)
