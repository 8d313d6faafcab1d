"""What somebody reads in "who has opened my file" of counseling's records; handed to the portal by app.py."""

from typing import Final

from wethaq.counseling import desk_case, reading_intake, supervising
from wethaq.platform.errors import N_

WHAT: Final = {
    reading_intake.APPOINTMENT: N_("Your appointment"),
    reading_intake.INTAKE: N_("What you wrote for your counselor"),
    desk_case.CASE: N_("Your case with your counselor"),
    supervising.WHAT: N_("Your counselor's notes"),
}
PURPOSES: Final = {
    reading_intake.PREPARATION: N_("To prepare your appointment"),
    supervising.PURPOSE: N_("To supervise the counselors, with a written reason"),
}
