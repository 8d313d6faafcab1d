"""Scores are whole numbers, explanations add up to them, and nothing hidden can be worked out."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.matching.builders import TODAY, a_man, a_wish, a_woman
from tests.matching.random_people import random_people
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profiles import FULL, HALF, Importance, Window
from wethaq.matching.policy.scores import Met, explain, mutual_of, percent_of, satisfaction
from wethaq.matching.policy.showing import NO_CONSENT, Consents, shown_to_one, visible, visible_facts
from wethaq.matching.policy.traits import InvalidFactError, Trait
from wethaq.matching.policy.vocabulary import VOCABULARY

ALL = Consents(Level.GUARDIANS, frozenset(ConsentClass))


def test_a_window_is_full_in_its_ideal_part_and_falls_evenly_to_its_ends() -> None:
    window = Window(20, 24, 26, 28)

    shares = [window.share(age) for age in range(19, 30)]

    assert shares == [0, 20, 40, 60, 80, 100, 100, 100, 66, 33, 0]


def test_the_neighbours_of_an_ordinal_value_are_worth_something() -> None:
    wish, trait = a_wish("education", "bachelor", importance=Importance.PLAIN), VOCABULARY["education"]

    assert [wish.share(trait, code) for code in trait.value_codes] == [0, 25, HALF, FULL, HALF]


def test_a_condition_on_an_ordinal_value_has_no_neighbours() -> None:
    wish, trait = a_wish("education", "bachelor", acceptable=frozenset({"diploma"})), VOCABULARY["education"]

    assert [wish.share(trait, code) for code in trait.value_codes] == [0, 0, HALF, FULL, 0]


def test_few_answers_dont_look_perfect() -> None:
    assert percent_of(0, 0) == 50
    him = a_man(wishes=(a_wish("smoking", "no", importance=Importance.SLIGHT),))
    assert satisfaction(him, a_woman(facts={"smoking": "no"}), TODAY).percent == 67


def test_what_isnt_stated_counts_neither_way_and_is_to_ask() -> None:
    him = a_man(wishes=(a_wish("smoking", "no"),))
    explanation = explain(him, a_woman(), TODAY)

    assert explanation.forward.percent == 50
    assert [one.met for one in explanation.to_ask] == [Met.TO_ASK]


def test_the_mutual_score_is_the_rounded_root() -> None:
    for forward in range(101):
        for backward in range(101):
            root = Decimal(forward * backward).sqrt()
            assert mutual_of(forward, backward) == int(root.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("seed", range(6))
def test_an_explanation_adds_up_exactly(seed: int) -> None:
    people = random_people(seed)
    for one in people:
        for other in people:
            found = satisfaction(one, other, TODAY)
            assert found.prior_percent + sum(part.percent for part in found.criteria) == found.percent


def test_a_gap_above_twenty_is_told() -> None:
    him = a_man(wishes=(a_wish("smoking", "no"),), facts={"smoking": "yes"})
    her = a_woman(wishes=(a_wish("smoking", "no", importance=Importance.STRONG),), facts={"smoking": "no"})

    assert explain(him, her, TODAY).is_lopsided
    assert not explain(a_man(), her, TODAY).is_lopsided


def test_strengths_and_points_to_discuss_come_from_both_sides() -> None:
    him = a_man(wishes=(a_wish("smoking", "no"),), facts={"prayer": "sometimes"})
    her = a_woman(wishes=(a_wish("prayer", "always", importance=Importance.STRONG),), facts={"smoking": "no"})
    explanation = explain(him, her, TODAY)

    assert [one.wish.trait for one in explanation.strengths] == ["smoking", "prayer"]
    assert [one.wish.trait for one in explanation.to_discuss] == ["prayer"]


@pytest.mark.parametrize("trait", VOCABULARY.traits, ids=lambda trait: trait.code)
def test_a_trait_is_visible_up_to_the_least_of_stage_consent_and_class(trait: Trait) -> None:
    for level in Level:
        for up_to in Level:
            for classes in (frozenset[ConsentClass](), frozenset(ConsentClass)):
                allowed = visible(level, Consents(up_to, classes), trait)
                assert allowed == (
                    trait.is_active
                    and Level.NOTHING < trait.earliest <= level
                    and trait.earliest <= up_to
                    and (trait.consent_class is None or bool(classes))
                )


def test_without_consent_nothing_is_shown() -> None:
    her = a_woman(facts={"city": "tabuk"}, wishes=(a_wish("city", "tabuk"),))
    him = a_man(facts={"city": "tabuk"}, wishes=(a_wish("city", "tabuk"),))

    assert visible_facts(her, Level.GUARDIANS, NO_CONSENT, TODAY) == {}
    shown = shown_to_one(explain(him, her, TODAY), Level.GUARDIANS, NO_CONSENT)
    assert (shown.your_wishes.criteria, shown.why_you_suit) == ((), ())


def test_a_hidden_criterion_leaves_no_trace_in_the_figure() -> None:
    """Whatever her lineage is, he reads the same before he may know it."""
    him = a_man(wishes=(a_wish("lineage", "tribal", importance=Importance.STRONG), a_wish("city", "tabuk")))
    shown = {
        shown_to_one(
            explain(him, a_woman(facts={"city": "tabuk", **facts}), TODAY), Level.DETAILS, ALL
        ).your_wishes
        for facts in ({}, {"lineage": "tribal"}, {"lineage": "non_tribal"})
    }

    assert len(shown) == 1


def test_a_wish_of_hers_that_he_doesnt_meet_is_never_told() -> None:
    him = a_man(facts={"smoking": "yes", "city": "tabuk"})
    soft = {"importance": Importance.STRONG}
    her = a_woman(wishes=(a_wish("smoking", "no", **soft), a_wish("city", "tabuk", **soft)))
    shown = shown_to_one(explain(him, her, TODAY), Level.GUARDIANS, ALL)

    assert [one.wish.trait for one in shown.why_you_suit] == ["city"]


@pytest.mark.parametrize("trait", VOCABULARY.traits, ids=lambda trait: trait.code)
def test_the_numbers_of_a_trait_lead_back_to_its_facts(trait: Trait) -> None:
    for number in range(trait.size + 1):
        fact = trait.fact_of(number)
        assert trait.number_of(fact) == (number if fact is not None else trait.size)
    with pytest.raises(InvalidFactError):
        trait.number_of("nonsense")
