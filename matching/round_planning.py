"""Planning a round beside everything else: in a thread while it is small, in a process of its own when it isn't.

Measured on two busy cores: with 300 people a thread holds the loop up for 19 ms at most, with
2,000 for 190 ms, with 6,000 for more than a second, since a part of it is Python. A process takes
some seconds to begin, which nobody notices in a round of that size.
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from wethaq.matching.engine.population import Population
from wethaq.matching.engine.round_plan import RoundPlan, Terms, plan_for
from wethaq.matching.round_inputs import RoundInputs

MOST_IN_A_THREAD: Final = 1_000
"""People."""


async def plan_apart(inputs: RoundInputs) -> RoundPlan:
    """Return a round's plan without holding up whoever is being answered meanwhile."""
    if len(inputs.people) <= MOST_IN_A_THREAD:
        return await asyncio.to_thread(make_plan, inputs)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return await asyncio.get_running_loop().run_in_executor(apart, make_plan, inputs)


def make_plan(inputs: RoundInputs) -> RoundPlan:
    """Plan a round: the same people, terms and seed give the same drafts."""
    population = Population(inputs.people, on=inputs.on, vocabulary=inputs.vocabulary)
    terms = Terms(
        most_each=inputs.most_each,
        waited=inputs.waited,
        keepers=inputs.keepers,
        keeper_room=inputs.keeper_room,
        seed=inputs.seed,
    )
    return plan_for(population, terms)
