"""An applicant's profile: the same pages for its owner, and at the desk for somebody who came or called."""

from typing import Any, Final

from wethaq.matching.controllers.profile import about, around, home, opening_up, wishes
from wethaq.matching.controllers.profile.ways import WAYS

PROFILE_CONTROLLERS: Final[list[Any]] = [
    handler
    for way in WAYS
    for pages in (home, about, wishes, around, opening_up)
    for handler in pages.handlers(way)
]
