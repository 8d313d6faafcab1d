"""The rules about people hold without a database."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.platform.people.invented_names import Invented, a_sibling, a_twin, an_invented, corrupted
from wethaq.platform.actors import Channel
from wethaq.platform.people.policy.contact import SafeContactRule, may_call, may_send, may_show_content
from wethaq.platform.people.policy.duplicates import birth_similarity, is_likely_same, likeness_of, similarity
from wethaq.platform.people.policy.groups import Group, age_on, comes_of_age_on, group_of, is_minor
from wethaq.platform.people.policy.guardianship import (
    NEXT_STATUSES,
    EvidenceMissingError,
    GuardianNotAdultError,
    GuardianshipDecidedError,
    GuardianshipStatus,
    NotAChildError,
    OwnGuardianError,
    OwnGuardianshipError,
    ensure_can_decide,
    ensure_can_request,
    ensure_evidence,
    is_in_force,
)
from wethaq.platform.people.policy.names import matching_key, name_blocks, name_key, name_tokens

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAIRS = 1_000
"""For each seed and each kind of pair."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أسماء", "اسماء"),
        ("أسماء", "اسما"),
        ("فاطمة", "فاطمه"),
        ("هدى", "هدي"),
        ("رائد", "رايد"),
        ("مؤيد", "مويد"),
        ("مُحَمَّد", "محـمـد"),
        ("عبد الله", "عبدالله"),
        ("عبد العزيز", "عبدالعزيز"),
        ("أبو بكر", "ابوبكر"),
        ("أم كلثوم", "ام كلثوم"),
        ("آل سعود", "السعود"),
        ("ضيف الله", "ضيفالله"),
        ("أحمد بن سالم", "احمد سالم"),
        ("نورة بنت فهد", "نوره فهد"),
        ("ﺳﺎﻟﻢ", "سالم"),
        ("سالم\u200f", "\u202bسالم"),
        ("Omar", "OMAR"),
        ("خالد ٢", "خالد 2"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("سعد", "سعيد"), ("حسن", "حسين"), ("نورة", "نور"), ("ضيف", "ضيف الله")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_the_article_counts_in_the_key_and_not_in_matching() -> None:
    assert name_key("العتيبي") != name_key("عتيبي")
    assert matching_key("العتيبي") == matching_key("عتيبي") == "عتيبي"
    assert matching_key("ال") == "ال"


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_words_and_blocks_of_a_name_are_few() -> None:
    parts = ("نورة", "عبد الله", "سالم", "العطوي")
    assert name_tokens(parts) == {"نوره", "عبدالله", "سالم", "عطوي"}
    assert len(name_blocks(parts, None)) == 6
    assert len(name_blocks(parts, "1990-01-01")) == 10


def _flagged(seed: int, other_of: Callable[[random.Random, Invented], Invented]) -> float:
    """Return the share of pairs that share a block and score as one person."""
    rng = random.Random(seed)
    pairs = ((person, other_of(rng, person)) for person in (an_invented(rng) for _ in range(PAIRS)))
    return sum(_is_found(one, other) for one, other in pairs) / PAIRS


def _is_found(one: Invented, other: Invented) -> bool:
    blocks = (name_blocks(who.names, who.birth_date.isoformat()) for who in (one, other))
    mine, theirs = (likeness_of(who.names, who.birth_date, who.mobile) for who in (one, other))
    return bool(next(blocks) & next(blocks)) and is_likely_same(mine, theirs)


@pytest.mark.parametrize("seed", range(1, 11))
def test_people_written_down_twice_are_found_and_families_are_left_alone(seed: int) -> None:
    assert _flagged(seed, corrupted) >= 0.99
    assert _flagged(seed, a_sibling) <= 0.005
    assert _flagged(seed, a_twin) <= 0.01


def test_what_a_file_does_not_tell_counts_neither_way() -> None:
    names = ("نورة", "سالم", "عودة", "العطوي")
    full, bare = likeness_of(names, date(1990, 5, 2), "+966501234567"), likeness_of(names, None, None)
    assert similarity(full, bare) == similarity(full, full) == 1.0


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (date(1990, 5, 2), 1.0),
        (date(1990, 2, 5), 0.8),
        (date(1990, 5, 3), 0.8),
        (date(1990, 4, 30), 0.8),
        (date(1999, 5, 2), 0.8),
        (date(1909, 5, 2), 0.8),
        (date(1985, 11, 17), 0.0),
    ],
)
def test_a_birth_date_forgives_one_slip(other: date, expected: float) -> None:
    assert birth_similarity(date(1990, 5, 2), other) == expected


@pytest.mark.parametrize(
    ("sex", "age", "group"),
    [
        ("female", 0, Group.CHILD),
        ("male", 17, Group.CHILD),
        ("female", 18, Group.YOUNG_WOMAN),
        ("male", 29, Group.YOUNG_MAN),
        ("female", 30, Group.WOMAN),
        ("male", 59, Group.MAN),
        ("female", 60, Group.ELDERLY),
    ],
)
def test_the_group_follows_from_sex_and_age(sex: str, age: int, group: Group) -> None:
    assert group_of(sex, date(2026 - age, 11, 22), NOW) is group


def test_somebody_of_unknown_age_is_an_adult() -> None:
    assert group_of("female", None, NOW) is Group.WOMAN
    assert not is_minor(None, NOW)


def test_majority_comes_at_midnight_in_riyadh() -> None:
    born = date(2008, 11, 23)
    assert is_minor(born, datetime(2026, 11, 22, 20, 59, tzinfo=UTC))
    assert not is_minor(born, datetime(2026, 11, 22, 21, tzinfo=UTC))
    assert comes_of_age_on(date(2008, 2, 29)) == date(2026, 3, 1)


@given(st.dates(date(1925, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 2), date(2060, 1, 1)))
def test_an_age_grows_by_one_exactly_on_birthdays(born: date, on: date) -> None:
    grew = age_on(born, on) - age_on(born, on - timedelta(days=1))
    is_leap_born = (born.month, born.day) == (2, 29)
    is_birthday = (on.month, on.day) == (born.month, born.day)
    is_day_after_february = is_leap_born and (on.month, on.day) == (3, 1) and on.year % 4 != 0
    assert grew == int(is_birthday or is_day_after_february)


def test_what_must_not_happen_does_not() -> None:
    rules = {SafeContactRule.NO_CALLS, SafeContactRule.NO_CONTENT}
    assert not may_call(rules)
    assert not may_send(Channel.PHONE, rules)
    assert may_send(Channel.SMS, rules)
    assert may_send(Channel.EMAIL, {SafeContactRule.NO_TEXT_MESSAGES})
    assert not may_send(Channel.SMS, {SafeContactRule.NO_TEXT_MESSAGES})
    assert not may_show_content(Channel.SMS, rules)
    assert may_show_content(Channel.EMAIL, rules)


ADULT, CHILD = date(1985, 1, 1), date(2015, 1, 1)


@pytest.mark.parametrize(
    ("guardian_born", "ward_born", "error"),
    [
        (ADULT, ADULT, NotAChildError),
        (ADULT, None, NotAChildError),
        (CHILD, CHILD, GuardianNotAdultError),
        (None, CHILD, GuardianNotAdultError),
    ],
)
def test_only_an_adult_may_become_a_childs_guardian(
    guardian_born: date | None, ward_born: date | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ensure_can_request(
            guardian_id=uuid4(), ward_id=uuid4(), guardian_born=guardian_born, ward_born=ward_born, now=NOW
        )


def test_nobody_is_their_own_guardian() -> None:
    someone = uuid4()
    with pytest.raises(OwnGuardianError):
        ensure_can_request(
            guardian_id=someone, ward_id=someone, guardian_born=ADULT, ward_born=CHILD, now=NOW
        )


@given(st.sampled_from(GuardianshipStatus), st.sampled_from(GuardianshipStatus))
def test_a_guardianship_is_decided_once(status: GuardianshipStatus, new: GuardianshipStatus) -> None:
    if new in NEXT_STATUSES[status]:
        ensure_can_decide(status, new, decider_person_id=None, party_ids=frozenset())
        return
    with pytest.raises(GuardianshipDecidedError):
        ensure_can_decide(status, new, decider_person_id=None, party_ids=frozenset())


def test_a_party_to_a_guardianship_does_not_verify_it() -> None:
    guardian = uuid4()
    with pytest.raises(OwnGuardianshipError):
        ensure_can_decide(
            GuardianshipStatus.REQUESTED,
            GuardianshipStatus.VERIFIED,
            decider_person_id=guardian,
            party_ids=frozenset({guardian, uuid4()}),
        )


def test_a_guardianship_needs_evidence_and_ends_at_majority() -> None:
    with pytest.raises(EvidenceMissingError):
        ensure_evidence(None)
    assert is_in_force(GuardianshipStatus.VERIFIED, CHILD, NOW)
    assert not is_in_force(GuardianshipStatus.VERIFIED, ADULT, NOW)
    assert not is_in_force(GuardianshipStatus.REQUESTED, CHILD, NOW)
