"""What somebody reads in "who has opened my file" of counseling's records; handed to the portal by app.py."""

from typing import Final

from wethaq.counseling.reading_intake import APPOINTMENT, INTAKE, PREPARATION
from wethaq.platform.errors import N_

WHAT: Final = {
    APPOINTMENT: N_("Your appointment"),
    INTAKE: N_("What you wrote for your counselor"),
}
PURPOSES: Final = {
    PREPARATION: N_("To prepare your appointment"),
}
