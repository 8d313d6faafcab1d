"""Why a colleague opened the file to write a profile, as its owner reads it; handed to the portal by app.py."""

from typing import Final

from wethaq.matching import appearance, own_profile
from wethaq.platform.errors import N_

BUILDING: Final = {
    own_profile.PURPOSE: N_("To write your profile with you"),
    appearance.REVIEW: N_("To look whether your photo can be shown as it is"),
}
