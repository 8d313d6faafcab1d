"""What a family does with appointments it has."""

from typing import Any

from wethaq.counseling.controllers.own import appointments, changes, groups, invitations, links, waitlist

HANDLERS: list[Any] = [
    *appointments.HANDLERS,
    *changes.HANDLERS,
    *links.HANDLERS,
    *invitations.HANDLERS,
    *waitlist.HANDLERS,
    *groups.HANDLERS,
]
