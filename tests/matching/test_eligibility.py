"""Every bar bars, and both ways."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.matching.builders import TODAY, a_man, a_wish, a_woman
from wethaq.matching.policy.eligibility import (
    Bar,
    NotEligibleError,
    ensure_eligible,
    is_eligible,
    own_bars,
    pair_bars,
)
from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.profiles import (
    Applicant,
    ConditionNotAllowedError,
    EmptyWishError,
    Importance,
    MaritalStatus,
    ProfileState,
    Window,
    completeness,
    ensure_can_wish,
)
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.platform.people.records import Sex

HIM, HER = a_man(), a_woman()
ONE_DAY = timedelta(days=1)


def test_two_people_without_a_bar_are_eligible() -> None:
    assert is_eligible(HIM, HER, TODAY)
    assert is_eligible(HER, HIM, TODAY)


@pytest.mark.parametrize(
    ("changes", "bar"),
    [
        ({"state": ProfileState.PAUSED}, Bar.NOT_ACTIVE),
        ({"birth_date": date(2008, 12, 7)}, Bar.MINOR),
        ({"eligible_from": TODAY + ONE_DAY}, Bar.WAITING_PERIOD),
        ({"marital_proof_on": None}, Bar.PROOF_STALE),
        ({"marital_proof_on": TODAY - timedelta(days=91)}, Bar.PROOF_STALE),
        ({"open_proposals": 2}, Bar.ENOUGH_OPEN),
        ({"is_locked": True}, Bar.LOCKED),
    ],
)
def test_a_bar_of_ones_own_stops_every_proposal(changes: dict[str, Any], bar: Bar) -> None:
    for one in (a_man(**changes), a_woman(**changes)):
        assert own_bars(one, TODAY) == {bar}
        assert not is_eligible(one, HER if one.sex is Sex.MALE else HIM, TODAY)


def test_the_last_day_that_bars_is_the_day_before() -> None:
    assert not own_bars(a_man(birth_date=date(2008, 12, 6)), TODAY)
    assert not own_bars(a_woman(eligible_from=TODAY), TODAY)
    assert not own_bars(a_man(marital_proof_on=TODAY - timedelta(days=90)), TODAY)
    assert not own_bars(a_man(open_proposals=1), TODAY)


@pytest.mark.parametrize(
    ("now", "wished", "is_barred"), [(0, 1, False), (1, 1, True), (1, 2, False), (3, 4, False), (4, 5, True)]
)
def test_a_man_has_at_most_four_wives_and_no_more_than_he_stated(
    now: int, wished: int, is_barred: bool
) -> None:
    assert (Bar.ENOUGH_WIVES in own_bars(a_man(wives_now=now, wives_wished=wished), TODAY)) is is_barred


def test_a_married_woman_is_proposed_to_nobody() -> None:
    assert own_bars(a_woman(marital_status=MaritalStatus.MARRIED), TODAY) == {Bar.MARRIED_WOMAN}


@pytest.mark.parametrize("changes", [{"wives_now": 1, "wives_wished": 2}, {"wives_wished": 2}])
def test_another_wife_present_or_sought_needs_her_acceptance(changes: dict[str, int]) -> None:
    him = a_man(**changes)
    for one, other in ((him, HER), (HER, him)):
        assert pair_bars(one, other, TODAY) == {Bar.POLYGAMY}
    assert is_eligible(him, a_woman(accepts_polygamy=True), TODAY)


@pytest.mark.parametrize("kinship", list(Kinship))
def test_every_tie_but_a_cousins_bars_whoever_stated_it(kinship: Kinship) -> None:
    expected = set() if kinship is Kinship.COUSIN else {Bar.KINSHIP}
    for him, her in ((a_man(kin={HER.id: kinship}), HER), (HIM, a_woman(kin={HIM.id: kinship}))):
        assert pair_bars(him, her, TODAY) == expected
        assert pair_bars(her, him, TODAY) == expected


@pytest.mark.parametrize(
    ("him", "her", "bar"),
    [
        (a_man(blocked=frozenset({HER.id})), HER, Bar.BLOCKED),
        (a_man(groups=frozenset({"f"})), a_woman(blocked_groups=frozenset({"f"})), Bar.BLOCKED),
        (a_man(cooling_off={HER.id: TODAY + ONE_DAY}), HER, Bar.COOLING_OFF),
        (a_man(wishes=(a_wish("city", "haql"),)), a_woman(facts={"city": "tabuk"}), Bar.CONDITION),
    ],
)
def test_what_one_side_refuses_binds_both(him: Applicant, her: Applicant, bar: Bar) -> None:
    assert pair_bars(him, her, TODAY) == pair_bars(her, him, TODAY) == {bar}
    with pytest.raises(NotEligibleError):
        ensure_eligible(her, him, TODAY)


def test_a_cool_off_ends() -> None:
    assert is_eligible(a_man(cooling_off={HER.id: TODAY}), HER, TODAY)


def test_same_sex_is_never_proposed() -> None:
    assert pair_bars(HIM, a_man(id=HER.id), TODAY) == {Bar.SAME_SEX}


def test_not_stated_passes_a_condition_unless_it_is_excluded() -> None:
    assert is_eligible(a_man(wishes=(a_wish("city", "haql"),)), HER, TODAY)
    assert not is_eligible(a_man(wishes=(a_wish("city", "haql", excludes_unstated=True),)), HER, TODAY)


def test_a_trait_that_is_switched_off_bars_nobody() -> None:
    him = a_man(wishes=(a_wish("smoking", "no"),))
    her = a_woman(facts={"smoking": "yes"})

    assert not is_eligible(him, her, TODAY)
    assert is_eligible(him, her, TODAY, VOCABULARY.switched(["smoking"], is_active=False))


def test_complexion_and_build_are_off_and_never_a_condition() -> None:
    for code in ("complexion", "build"):
        assert not VOCABULARY[code].is_active
        with pytest.raises(ConditionNotAllowedError):
            ensure_can_wish(a_wish(code, "light"), VOCABULARY[code])


def test_a_wish_that_nothing_meets_is_refused() -> None:
    with pytest.raises(EmptyWishError):
        ensure_can_wish(a_wish("city"), VOCABULARY["city"])
    with pytest.raises(EmptyWishError):
        ensure_can_wish(a_wish("age", window=Window(40, 35, 30, 20)), VOCABULARY["age"])
    ensure_can_wish(a_wish("age", window=Window(20, 25, 30, 35)), VOCABULARY["age"])
    ensure_can_wish(a_wish("city", importance=Importance.IGNORED), VOCABULARY["city"])


def test_two_wishes_about_one_trait_are_no_profile() -> None:
    with pytest.raises(ValueError, match="Two wishes"):
        a_man(wishes=(a_wish("city", "haql"), a_wish("city", "tabuk")))


def test_completeness_counts_what_is_asked_and_asks_nobody_for_sensitive_things() -> None:
    everything = {
        trait.code: trait.fact_of(0) for trait in VOCABULARY.asked_of(Sex.MALE) if not trait.consent_class
    }

    assert completeness(HIM, VOCABULARY) == 0
    assert completeness(a_man(facts=everything), VOCABULARY) == 100
