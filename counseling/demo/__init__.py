"""Counseling in the demonstration: eight counselors and the families of some weeks. Nobody in it exists."""

from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.counseling.demo.lives import lives
from wethaq.counseling.demo.moments import happen_now
from wethaq.platform.demo.cast import BENEFICIARY, MANAGER, OFFICER, a_mobile
from wethaq.platform.demo.parts import DemoPart
from wethaq.platform.errors import N_

SIGHTS = {
    COUNSELORS[0].role.email: N_(
        "Her day and week, cases with notes and measures, her plan and her calendars."
    ),
    a_mobile(BENEFICIARY): N_(
        "An appointment that has been, one ahead that can be moved, and an earlier time on offer."
    ),
    OFFICER.email: N_(
        "Today's appointments, requests to accept, urgent calls, booking for others, group sessions."
    ),
    MANAGER.email: N_(
        "Counselors and plans, an appointment on a day of leave, seasons to confirm, services, figures."
    ),
}
DEMO = DemoPart(tuple(each.role for each in COUNSELORS), lives, happen_now, SIGHTS)
"""The counselors of the demonstration, their hours and their rooms, and what is worth a look."""
