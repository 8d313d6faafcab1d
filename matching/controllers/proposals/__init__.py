"""Proposals, as each side and the wali see them."""

from typing import Any, Final

from wethaq.matching.controllers.proposals import answers, guardian, reading

PROPOSAL_CONTROLLERS: Final[list[Any]] = [*reading.HANDLERS, *answers.HANDLERS, *guardian.HANDLERS]
