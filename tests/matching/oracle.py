"""The engine's answers by plain loops over the rules: slow, and nothing to get wrong."""

from collections.abc import Sequence
from uuid import UUID

from tests.matching.random_people import TODAY
from wethaq.matching.policy.eligibility import is_eligible
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.scores import Explanation, explain


def eligible_ids(one: Applicant, people: Sequence[Applicant]) -> list[UUID]:
    return sorted(other.id for other in people if is_eligible(one, other, TODAY))


def best(one: Applicant, people: Sequence[Applicant], number: int) -> list[tuple[UUID, Explanation]]:
    found = [(other, explain(one, other, TODAY)) for other in people if is_eligible(one, other, TODAY)]
    found.sort(key=lambda pair: (-pair[1].mutual, pair[0].waiting_since, pair[0].id))
    return [(other.id, explanation) for other, explanation in found[:number]]
