"""The committee's own figures: quorum and what breaks a tie, kept in versions.

A meeting keeps the version under which it was opened, so that a later change
never touches a decision that was taken.
"""

from dataclasses import dataclass
from typing import Final

from wethaq.platform.committee.errors import RulesImpossibleError

FIRST_VERSION: Final = 1
SMALLEST_QUORUM: Final = 2
LARGEST_QUORUM: Final = 15
LOWEST_PER_CENT: Final = 50
HIGHEST_PER_CENT: Final = 100


@dataclass(frozen=True, slots=True)
class CommitteeRules:
    """How many must be present, and who breaks a tie.

    `quorum_per_cent` of 50 means "more than half". `quorum_minimum` holds
    whatever the share of a small committee would come to. With
    `has_casting_vote` the presiding member's own vote breaks a tie; without it a tie
    decides nothing and the request is put off.
    """

    quorum_per_cent: int = LOWEST_PER_CENT
    quorum_minimum: int = 3
    has_casting_vote: bool = True


def ensure_rules_possible(rules: CommitteeRules) -> None:
    """Refuse figures that would let two friends, or nobody at all, decide."""
    if not SMALLEST_QUORUM <= rules.quorum_minimum <= LARGEST_QUORUM:
        raise RulesImpossibleError
    if not LOWEST_PER_CENT <= rules.quorum_per_cent <= HIGHEST_PER_CENT:
        raise RulesImpossibleError


def quorum_needed(rules: CommitteeRules, members_who_may_vote: int) -> int:
    """Return how many of the members who may vote on a case must be present.

    Members who have a part in the case don't count on either side: they neither
    make the quorum nor raise it.
    """
    share = members_who_may_vote * rules.quorum_per_cent
    needed = share // 100 + 1 if rules.quorum_per_cent == LOWEST_PER_CENT else -(-share // 100)
    return max(rules.quorum_minimum, needed)
