"""Who may do what at the matchmakers' desk: a portfolio is one matchmaker's, figures are the manager's."""

from datetime import timedelta
from typing import Final

from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import N_, ForbiddenError, RefusedError

MATCHMAKERS: Final = (Role.MATCHMAKER,)
MANAGERS: Final = (Role.MANAGER,)
BOARD: Final = (Role.COMMITTEE_CHAIR, Role.DATA_STEWARD)
"""Who is told of each reasoned opening."""
SWITCHERS: Final = (Role.COMMITTEE_CHAIR, Role.MANAGER)
"""Who writes down the board's decision that a trait is asked or not."""
OPENERS: Final = (Role.MATCHMAKER, Role.MANAGER)
OPENING_LASTS: Final = timedelta(minutes=30)
SHORTEST_REASON: Final = 10
"""Characters: a dot is no reason."""


class NotYourDeskError(ForbiddenError):
    """The step belongs to another role."""

    message = N_("This step belongs to a colleague with another role.")


class ReasonMissingError(RefusedError):
    """An opening outside one's portfolio, a swap, a rejection: each says why."""

    message = N_("Please write down why, in a few words.")


def ensure_matchmaker(actor: Actor) -> None:
    """Refuse a matchmaker's work to anybody else."""
    if not actor.has(*MATCHMAKERS):
        raise NotYourDeskError


def ensure_manager(actor: Actor) -> None:
    """Refuse assigning, rounds and figures to anybody but a manager; the clock may begin a round."""
    if not actor.is_system and not actor.has(*MANAGERS):
        raise NotYourDeskError


def ensure_opener(actor: Actor) -> None:
    """Refuse a reasoned opening to whoever has no business with applicants at all."""
    if not actor.has(*OPENERS):
        raise NotYourDeskError


def ensure_board(actor: Actor) -> None:
    """Refuse the list of openings to anybody but those who watch over them."""
    if not actor.has(*BOARD, *MANAGERS):
        raise NotYourDeskError


def ensure_switcher(actor: Actor) -> None:
    """Refuse switching a trait to anybody who doesn't write the board's decisions down."""
    if not actor.has(*SWITCHERS):
        raise NotYourDeskError


def ensure_reason(reason: str) -> str:
    """Return a reason without its margins. Raises ReasonMissingError."""
    stripped = reason.strip()
    if len(stripped) < SHORTEST_REASON:
        raise ReasonMissingError
    return stripped
