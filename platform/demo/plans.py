"""Which request stands where today, and how long ago it began."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wethaq.platform.actors import Channel


class Turn(StrEnum):
    """What happens to a request that doesn't simply go on."""

    STAYS_DRAFT = "stays_draft"
    STAYS_SUBMITTED = "stays_submitted"
    STAYS_TAKEN_UP = "stays_taken_up"
    STAYS_RETURNED = "stays_returned"
    STAYS_REFERRED = "stays_referred"
    STAYS_DECLARED = "stays_declared"
    STAYS_ACCEPTED = "stays_accepted"
    STAYS_REGISTERED = "stays_registered"
    STAYS_IN_SERVICE = "stays_in_service"
    STAYS_DELIVERED = "stays_delivered"
    GOES_ON = "goes_on"
    IS_REFUSED = "is_refused"
    IS_APPEALED = "is_appealed"
    IS_WITHDRAWN = "is_withdrawn"
    TAKES_DETOURS = "takes_detours"
    """Returned once, referred once, and then on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One request: whose, begun how many days ago, by which channel, and what becomes of it."""

    person: int
    days_ago: int
    turn: Turn = Turn.GOES_ON
    channel: Channel = Channel.WEBSITE


def _plans() -> tuple[Plan, ...]:
    channels = (
        Channel.WEBSITE,
        Channel.WEBSITE,
        Channel.PHONE,
        Channel.IN_PERSON,
        Channel.WEBSITE,
        Channel.LETTER,
    )
    groups: tuple[tuple[Turn, tuple[int, ...]], ...] = (
        (Turn.GOES_ON, (110, 104, 98, 95, 91, 86, 82, 77, 74, 70, 66)),
        (Turn.TAKES_DETOURS, (101, 88, 79, 9)),
        (Turn.STAYS_DELIVERED, (64, 61, 58)),
        (Turn.STAYS_IN_SERVICE, (56, 52, 49, 46)),
        (Turn.STAYS_REGISTERED, (44, 41)),
        (Turn.STAYS_ACCEPTED, (33, 30, 29)),
        (Turn.IS_REFUSED, (93, 60, 31, 27)),
        (Turn.IS_APPEALED, (84, 54, 32, 31)),
        (Turn.IS_WITHDRAWN, (71, 38)),
        (Turn.GOES_ON, (15, 14, 14, 10, 9, 9, 8, 8)),
        (Turn.STAYS_DECLARED, (7, 6)),
        (Turn.STAYS_REFERRED, (6, 5, 4)),
        (Turn.STAYS_RETURNED, (9, 6, 5, 3)),
        (Turn.STAYS_TAKEN_UP, (4, 3, 3, 2, 2)),
        (Turn.STAYS_SUBMITTED, (9, 2, 1, 1, 1, 0)),
        (Turn.STAYS_DRAFT, (5, 3, 1)),
    )
    plans: list[Plan] = []
    for turn, starts in groups:
        for days_ago in starts:
            serial = len(plans) + 1
            is_own = turn in {Turn.STAYS_DRAFT, Turn.IS_APPEALED}
            channel = Channel.WEBSITE if is_own else channels[serial % len(channels)]
            plans.append(Plan(serial, days_ago, turn, channel))
    return tuple(plans)


PLANS: Final = _plans()
MAY_APPEAL: Final = 31
"""Refused lately, and still in time to appeal."""
OWN_WITH_LOGIN: Final = frozenset({1, 2, 12, 25, MAY_APPEAL, 41, 45, 55, 60})
"""People of the plans who also have an account to sign in with."""
