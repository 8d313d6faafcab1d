"""Ramadan, the Eids and the national days: proposed by calendars, decided by staff."""

from datetime import date, timedelta

import pytest

from wethaq.counseling.policy.seasons import (
    Season,
    SeasonKind,
    SeasonState,
    SeasonTooLongError,
    confirmed,
    declined,
    proposed_seasons,
    season_calendar,
    seasons_in_force,
    seasons_to_confirm,
)

YEAR = 2026
EID = next(season for season in proposed_seasons(YEAR) if season.kind is SeasonKind.EID_AL_FITR)


def test_a_year_has_its_month_of_ramadan_and_four_holidays() -> None:
    seasons = proposed_seasons(YEAR)

    assert [season.kind for season in seasons] == [
        SeasonKind.RAMADAN,
        SeasonKind.FOUNDING_DAY,
        SeasonKind.EID_AL_FITR,
        SeasonKind.EID_AL_ADHA,
        SeasonKind.NATIONAL_DAY,
    ]
    assert (seasons[0].first_on, seasons[0].last_on) == (date(2026, 2, 18), date(2026, 3, 19))
    assert seasons[0].year == EID.year == 1447
    assert seasons[-1].first_on == date(2026, 9, 23)


def test_two_months_of_ramadan_may_fall_into_one_year() -> None:
    months = [season for season in proposed_seasons(2030) if season.kind is SeasonKind.RAMADAN]

    assert [month.year for month in months] == [1451, 1452]


def test_no_proposed_season_is_impossibly_long() -> None:
    lengths = {
        season.last_on - season.first_on for year in range(2024, 2077) for season in proposed_seasons(year)
    }

    assert timedelta(0) <= min(lengths)
    assert max(lengths) < timedelta(days=30)


def test_a_proposal_counts_until_staff_have_spoken() -> None:
    proposed = proposed_seasons(YEAR)

    assert EID in seasons_in_force([], proposed)
    assert EID in seasons_to_confirm([], proposed, date(2026, 3, 1))
    assert EID not in seasons_to_confirm([], proposed, date(2026, 4, 1))
    assert EID not in seasons_in_force([declined(EID)], proposed)


def test_a_moved_eid_replaces_the_proposed_one() -> None:
    moved = confirmed(EID, EID.first_on + timedelta(days=1), EID.last_on + timedelta(days=1))
    calendar = season_calendar(seasons_in_force([moved], proposed_seasons(YEAR)))

    assert EID.first_on not in calendar.closed_on
    assert moved.last_on in calendar.closed_on
    assert moved.state is SeasonState.CONFIRMED
    assert EID not in seasons_to_confirm([moved], proposed_seasons(YEAR), date(2026, 1, 1))


def test_ramadan_closes_nothing() -> None:
    calendar = season_calendar(proposed_seasons(YEAR)[:1])

    assert len(calendar.ramadan_on) == 30
    assert calendar.closed_on == frozenset()


def test_closures_of_the_house_stand_side_by_side() -> None:
    closures = [
        Season(SeasonKind.OTHER, YEAR, on, on, SeasonState.CONFIRMED)
        for on in (date(2026, 6, 1), date(2026, 7, 1))
    ]

    assert season_calendar(seasons_in_force(closures, [])).closed_on == {date(2026, 6, 1), date(2026, 7, 1)}


@pytest.mark.parametrize("days", [-1, 31])
def test_impossible_days_are_refused(days: int) -> None:
    with pytest.raises(SeasonTooLongError):
        confirmed(EID, EID.first_on, EID.first_on + timedelta(days=days))
