import pytest

from benchmarks.summaries import Summary, ratio


def test_the_median_is_the_middle_and_the_quartiles_hold_the_middle_half() -> None:
    summary = Summary.of([5, 1, 4, 2, 3])

    assert summary == Summary(median=3, lower_quartile=2, upper_quartile=4, count=5)


def test_one_hiccup_of_the_machine_moves_neither_median_nor_quartiles() -> None:
    calm, disturbed = Summary.of([10, 11, 12, 13, 14]), Summary.of([10, 11, 12, 13, 900])

    assert disturbed == calm


def test_the_ratio_outlives_a_machine_that_slows_down_half_way() -> None:
    ours, theirs = [[2.0, 2.0], [4.0, 4.0], [6.0, 6.0]], [[4.0, 4.0], [8.0, 8.0], [12.0, 12.0]]

    assert ratio(ours, theirs) == pytest.approx(0.5)


def test_a_round_that_one_side_missed_gives_no_ratio() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratio([[1.0]], [[1.0], [2.0]])
