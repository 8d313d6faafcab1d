"""Reception and manager: booking for others, queues, plans, figures."""

from typing import Any, Final

from wethaq.counseling.controllers.house import (
    booking_for,
    calls,
    counselors,
    day_list,
    figures,
    groups,
    plan_editor,
    plans,
    queue,
    seasons,
    service_terms,
)
from wethaq.counseling.policy.access import BOOKERS
from wethaq.platform.errors import N_
from wethaq.platform.people.controllers.file_actions import FileAction

HANDLERS: list[Any] = [
    *queue.HANDLERS,
    *calls.HANDLERS,
    *booking_for.HANDLERS,
    *day_list.HANDLERS,
    *plans.HANDLERS,
    *plan_editor.HANDLERS,
    *counselors.HANDLERS,
    *seasons.HANDLERS,
    *service_terms.HANDLERS,
    *figures.HANDLERS,
    *groups.HANDLERS,
]
FILE_ACTIONS: Final = (
    FileAction(
        N_("Book an appointment"), "/desk/counseling/booking/{person_id}", "calendar-plus", tuple(BOOKERS)
    ),
)
