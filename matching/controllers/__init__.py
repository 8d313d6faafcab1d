"""Matching's pages: the applicant's profile, proposals for both sides and the wali, the matchmakers' desk."""

from typing import Any, Final

from wethaq.matching.controllers.desk import DESK_CONTROLLERS
from wethaq.matching.controllers.profile import PROFILE_CONTROLLERS
from wethaq.matching.controllers.proposals import PROPOSAL_CONTROLLERS

CONTROLLERS: Final[list[Any]] = [*PROFILE_CONTROLLERS, *PROPOSAL_CONTROLLERS, *DESK_CONTROLLERS]
