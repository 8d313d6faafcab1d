"""Who opens which of the committee's pages."""

from wethaq.platform.actors import Role
from wethaq.platform.web.audience import roles

MEMBERS = roles(Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR)
SECRETARIES = roles(Role.COMMITTEE_CHAIR, Role.RELATIONS_OFFICER, Role.MANAGER)
EVERYBODY_IN_THE_ROOM = roles(
    Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR, Role.RELATIONS_OFFICER, Role.MANAGER
)
CHAIRS = roles(Role.COMMITTEE_CHAIR, Role.MANAGER)
