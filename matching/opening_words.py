"""What somebody reads in "who has opened my file" of matching's records; handed to the portal by app.py."""

from typing import Final

from wethaq.matching import own_profile
from wethaq.platform.errors import N_

WHAT: Final[dict[str, str]] = {}
PURPOSES: Final = {own_profile.PURPOSE: N_("To write your profile with you")}
