"""The matchmakers' desk."""

from typing import Any, Final

from wethaq.matching.controllers.desk import (
    assignment,
    candidates,
    care,
    drafts,
    figures,
    home,
    openings,
    profiles,
    proposals,
    rounds,
    traits,
)

DESK_CONTROLLERS: Final[list[Any]] = [
    *home.HANDLERS,
    *profiles.HANDLERS,
    *candidates.HANDLERS,
    *drafts.HANDLERS,
    *proposals.HANDLERS,
    *care.HANDLERS,
    *rounds.HANDLERS,
    *assignment.HANDLERS,
    *openings.HANDLERS,
    *traits.HANDLERS,
    *figures.HANDLERS,
]
