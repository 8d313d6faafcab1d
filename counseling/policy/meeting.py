"""When the door of a video meeting opens: a link that lies open for days is read by others."""

from datetime import datetime, timedelta
from typing import Final

from wethaq.counseling.policy.statuses import AppointmentStatus

LINK_SHOWN_BEFORE: Final = timedelta(minutes=30)
MEETS: Final = frozenset({AppointmentStatus.CONFIRMED, AppointmentStatus.CHECKED_IN})


def is_link_shown(status: AppointmentStatus, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether the page shows the link: from half an hour before until the end, and never of what is no more."""
    return status in MEETS and starts_at - LINK_SHOWN_BEFORE <= now < ends_at
