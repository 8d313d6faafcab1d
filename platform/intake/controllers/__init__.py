"""The pages of intake: the applicant's, then the officer's desk."""

from typing import Any

from wethaq.platform.intake.controllers import (
    appeals,
    applying,
    desk_checklist,
    desk_entry,
    desk_queue,
    desk_request,
    desk_signing,
    desk_steps,
    documents,
    my_requests,
    questions,
    referrals,
    service_levels,
    signing,
    terms,
    tracking,
)

CONTROLLERS: list[Any] = [
    *applying.HANDLERS,
    *questions.HANDLERS,
    *documents.HANDLERS,
    *signing.HANDLERS,
    *my_requests.HANDLERS,
    *appeals.HANDLERS,
    *tracking.HANDLERS,
    *desk_queue.HANDLERS,
    *desk_request.HANDLERS,
    *desk_checklist.HANDLERS,
    *desk_steps.HANDLERS,
    *desk_signing.HANDLERS,
    *desk_entry.HANDLERS,
    *referrals.HANDLERS,
    *terms.HANDLERS,
    *service_levels.HANDLERS,
]
