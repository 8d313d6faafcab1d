"""Counseling in the demonstration: eight counselors and the families of three weeks. Nobody in it exists."""

from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.counseling.demo.lives import lives
from wethaq.platform.demo.parts import DemoPart

DEMO = DemoPart(tuple(each.role for each in COUNSELORS), lives)
