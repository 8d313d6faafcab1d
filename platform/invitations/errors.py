"""What is wrong with a calendar, ours or another's."""

from wethaq.platform.errors import N_, RefusedError, WethaqError


class UnfitInvitationError(WethaqError):
    """A part asked for an invitation that calendars would misread; `reason` says in a word why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class UnreadableCalendarError(RefusedError):
    """What came is no calendar, or breaks off in the middle."""

    message = N_("This isn’t a calendar that we can read.")


class CalendarTooLargeError(RefusedError):
    """More octets, entries or repetitions than an honest calendar has."""

    message = N_("This calendar is too large to read. Share one that begins later or has fewer entries.")
