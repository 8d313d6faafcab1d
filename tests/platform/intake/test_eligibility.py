"""R1: whom a service is for."""

from datetime import date

import pytest

from wethaq.platform.intake.policy.eligibility import (
    ADULT,
    IN_SCOPE,
    ApplicantFacts,
    RuleResult,
    judge,
    unmet,
)

TODAY = date(2026, 11, 22)


def facts(governorate: str | None = "tabuk", born: date | None = date(1990, 1, 1)) -> ApplicantFacts:
    return ApplicantFacts(governorate, born, TODAY)


def test_the_region_is_served_and_others_are_told_why() -> None:
    assert unmet(judge([IN_SCOPE], facts("umluj"))) == []
    [outcome] = unmet(judge([IN_SCOPE], facts("riyadh")))
    assert outcome.rule.explanation
    assert outcome.rule.is_about_place


@pytest.mark.parametrize(
    ("born", "result"),
    [
        (date(2008, 11, 22), RuleResult.MET),
        (date(2008, 11, 23), RuleResult.NOT_MET),
        (None, RuleResult.UNKNOWN),
    ],
)
def test_one_is_an_adult_from_the_eighteenth_birthday_on(born: date | None, result: RuleResult) -> None:
    assert ADULT.check(facts(born=born)) is result


def test_nobody_is_turned_away_for_a_fact_that_the_file_lacks() -> None:
    assert unmet(judge([IN_SCOPE, ADULT], facts(None, None))) == []
