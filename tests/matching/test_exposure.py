"""Fairness in figures."""

from fractions import Fraction
from uuid import UUID

import pytest

from tests.matching.builders import TODAY, a_man
from wethaq.matching.policy.counselling import told
from wethaq.matching.policy.exposure import GroupExposure, Unseen, age_band, expose, gini


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 4], Fraction(3, 4)), ([1, 2, 3], Fraction(2, 9))],
)
def test_gini(counts: list[int], expected: Fraction | int) -> None:
    assert gini(counts) == expected


def test_ages_have_bands() -> None:
    assert [age_band(age) for age in (18, 24, 25, 49, 50, 80)] == [
        "18-24",
        "18-24",
        "25-29",
        "40-49",
        "50+",
        "50+",
    ]


def test_a_report_says_who_was_seen_and_why_others_werent() -> None:
    one, other = a_man(), a_man(id=UUID(int=9), facts={"lineage": "tribal"})
    report = expose([one, other], {one.id: 2}, {other.id: Unseen.NOBODY_ELIGIBLE}, TODAY)

    assert report.seen == 1
    assert report.unseen == {other.id: Unseen.NOBODY_ELIGIBLE}
    assert report.gini == 0
    assert report.groups["lineage", "not_stated"] == GroupExposure(1, 1, 2)
    assert report.groups["lineage", "stated"] == GroupExposure(1, 0, 0)


def test_a_few_people_are_never_counted_aloud() -> None:
    assert [told(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]
