"""An earlier time is offered in order, and to the counselors' and families' liking only."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.counseling.builders import SUNDAY, at
from wethaq.counseling.policy.preferences import (
    CounselorProfile,
    NotAsPreferredError,
    Preference,
    ensure_suits,
    suitable_counselors,
)
from wethaq.counseling.policy.services import EVERY_MODALITY, Modality
from wethaq.counseling.policy.waitlist import (
    ANSWER_TIME,
    FreedTime,
    WaitlistEntry,
    answer_until,
    next_in_line,
    order_of,
)
from wethaq.platform.people.records import Sex

NOW, TEN = at(SUNDAY, 5), at(SUNDAY, 10)
HOUR = timedelta(hours=1)
HUDA = CounselorProfile(
    counselor_id=UUID(int=1),
    sex=Sex.FEMALE,
    languages=frozenset({"ar"}),
    modalities=EVERY_MODALITY,
    services=frozenset({"marital"}),
)
FREED = FreedTime(TEN, HOUR, HUDA)
LENGTHS = {"marital": HOUR, "parenting": HOUR, "long": HOUR * 2}


def an_entry(number: int = 1, **changes: Any) -> WaitlistEntry:
    entry = {"service_code": "marital", "modality": Modality.PHONE, "joined_at": NOW - timedelta(days=9)}
    entry |= {"preference": Preference(), "current_start": TEN + timedelta(days=7)}
    return WaitlistEntry(**{"id": UUID(int=number)} | entry | changes)


def asked(*entries: WaitlistEntry, now: Any = NOW, already: tuple[UUID, ...] = ()) -> WaitlistEntry | None:
    return next_in_line(entries, FREED, now, lengths=LENGTHS, already_asked=already)


def test_the_urgent_go_first_then_those_without_an_appointment_then_who_waited_longest() -> None:
    new = an_entry(1, joined_at=NOW)
    old = an_entry(2)
    without = an_entry(3, joined_at=NOW, current_start=None)
    urgent = an_entry(4, joined_at=NOW, is_urgent=True)

    assert sorted([new, old, without, urgent], key=order_of) == [urgent, without, old, new]


def test_a_time_goes_to_the_next_when_the_first_has_not_answered() -> None:
    first, second = an_entry(1), an_entry(2)

    assert asked(second, first) is first
    assert asked(second, first, already=(first.id,)) is second
    assert asked(first, already=(first.id,)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"current_start": TEN},
        {"current_start": TEN - HOUR},
        {"service_code": "long"},
        {"service_code": "parenting"},
        {"service_code": "no longer given"},
        {"preference": Preference(sex=Sex.MALE)},
        {"preference": Preference(language="en")},
        {"preference": Preference(counselor_id=UUID(int=7))},
        {"travel_time": HOUR * 5},
    ],
)
def test_nobody_is_asked_what_would_not_help_them(changes: dict[str, Any]) -> None:
    assert asked(an_entry(**changes)) is None


def test_the_time_to_answer_ends_while_the_family_can_still_come() -> None:
    assert answer_until(an_entry(), FREED, NOW) == NOW + ANSWER_TIME
    assert answer_until(an_entry(), FREED, TEN - HOUR * 2.5) == TEN - HOUR * 2
    assert asked(an_entry(), now=TEN - HOUR * 2) is None


def test_a_preference_is_kept_whichever_way_the_booking_comes() -> None:
    woman, man = Preference(sex=Sex.FEMALE, language="ar"), Preference(sex=Sex.MALE)

    assert suitable_counselors([HUDA], woman, "marital", Modality.VIDEO) == [HUDA.counselor_id]
    assert suitable_counselors([HUDA], man, "marital", Modality.VIDEO) == []
    ensure_suits(HUDA, woman, "marital", Modality.VIDEO)
    with pytest.raises(NotAsPreferredError):
        ensure_suits(HUDA, man, "marital", Modality.VIDEO)
