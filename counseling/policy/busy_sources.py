"""How far, how much and how patiently other calendars are read, and what may go wrong with them."""

from datetime import timedelta
from typing import Final

from wethaq.platform.errors import N_, RefusedError

HORIZON: Final = timedelta(days=180)
LONGEST_ANSWER: Final = 4 * 1024 * 1024
"""Octets: years of a busy life."""
PATIENCE: Final = timedelta(seconds=20)
MOST_SOURCES: Final = 5

PROBLEMS: Final = {
    "UnfitUrlError": "unfit_url",
    "SourceUnreachableError": "unreachable",
    "PrivateAddressError": "unreachable",
    "SourceTooSlowError": "too_slow",
    "TooManyRedirectsError": "redirects",
    "UnexpectedAnswerError": "unexpected",
    "AnswerTooLargeError": "too_large",
    "UnreadableCalendarError": "no_calendar",
    "CalendarTooLargeError": "too_large",
}
"""What is kept of an error: a code, which each reader reads in their own language."""
PROBLEM_WORDS: Final = {
    "unfit_url": N_("Only an address that begins with https:// and names a site can be read."),
    "unreachable": N_("We couldn’t reach this address. Check that it is right and open to everybody."),
    "too_slow": N_("This address took too long to answer. Please try again later."),
    "redirects": N_("This address leads to too many others. Use the one where it ends."),
    "unexpected": N_(
        "This address answered, but not with what it should hold. Check that it opens without a sign-in."
    ),
    "too_large": N_("This calendar is too large to read. Share one that begins later or has fewer entries."),
    "no_calendar": N_("This isn’t a calendar that we can read."),
    "partly_unread": N_("It was read, but for a few entries that we couldn't understand."),
    "other": N_("It couldn't be read. We try again in a quarter of an hour."),
}


class TooManySourcesError(RefusedError):
    """Nobody lives in more calendars than that."""

    message = N_("You have five calendars here already. Take one away first.")


def ensure_may_add(count: int) -> None:
    """Refuse more calendars than anybody has."""
    if count >= MOST_SOURCES:
        raise TooManySourcesError


def problem_code(error_name: str) -> str:
    """Return the code that is kept of an error."""
    return PROBLEMS.get(error_name, "other")
