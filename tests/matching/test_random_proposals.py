"""Whatever happens to proposals, in any order: visible is the least of stage, consent and class."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.matching.people import open_matching
from tests.matching.random_proposals import Event, a_house, live
from wethaq.matching.policy.stages import Stage

ACTS = [
    "yes_of_one",
    "yes_of_wali",
    "decline",
    "decline_wali",
    "without_photo",
    "open_photo",
    "concern",
    "release",
    "close",
    "exam",
    "withdraw",
    "grant",
    "grant",
    "time",
]
events = st.tuples(
    st.sampled_from(["yes"] * 22 + ACTS), st.integers(0, 1), st.integers(0, 1), st.integers(0, 20)
)
IN_A_DATABASE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
AS_DRAWN = [Phase.explicit, Phase.generate]
"""Without shrinking: each life takes a second in a database."""
SHORT, LONG = (4, 30), (260, 50)
"""Lives and the most steps of each."""


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching()


async def a_life(story: list[Event]) -> None:
    house = await a_house()
    await live(house, story)


@settings(
    max_examples=SHORT[0],
    deadline=None,
    phases=AS_DRAWN,
    suppress_health_check=IN_A_DATABASE,
    derandomize=True,
)
@given(st.lists(events, min_size=SHORT[1], max_size=SHORT[1]))
async def test_whatever_happens_the_least_of_stage_consent_and_class_is_seen(story: list[Event]) -> None:
    await a_life(story)


@pytest.mark.proof
@settings(max_examples=LONG[0], deadline=None, phases=AS_DRAWN, suppress_health_check=IN_A_DATABASE)
@given(st.lists(events, min_size=LONG[1] - 10, max_size=LONG[1]))
async def test_ten_thousand_things_that_happen_to_proposals(story: list[Event]) -> None:
    await a_life(story)


async def test_a_life_of_yeses_leads_to_the_exam_of_one_pair() -> None:
    """So that the lives above can be trusted to get anywhere."""
    house = await a_house()
    await live(house, [("yes", 0, 0, 1)] * 16 + [("exam", 0, 0, 0)])
    assert set(house.stages.values()) == {Stage.EXAM}
    assert house.readings > 20
