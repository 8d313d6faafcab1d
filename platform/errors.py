"""The families of errors that a rule may raise, each with its HTTP status.

A rule raises an error named for the fact (`CancellationTooLateError`) that
belongs to one of these families. Its `message` is an English msgid that is
safe to show to anybody; one handler (`platform/web/error_pages.py`)
translates and renders them all, so that no rule knows about HTTP.
"""

from collections.abc import Mapping
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message for translation at the place where it is shown."""
    return message


class WethaqError(Exception):
    """What the platform refuses or fails to do, with words that are safe to show.

    `params` fill the placeholders of `message` (`{date}`) after translation;
    they must never hold confidential data, since they reach error pages.
    """

    status: ClassVar[int] = 500
    message: ClassVar[str] = N_("Something went wrong on our side. Nothing was lost; please try again.")

    def __init__(self, **params: object) -> None:
        super().__init__(type(self).__name__)
        self.params: dict[str, object] = params


class InvalidInputError(WethaqError):
    """Something that was typed can't be accepted; every field is named at once.

    `errors` maps a field to a message that is already in the reader's
    language; `values` holds what was typed, so that the page can show it again.
    """

    status = 422
    message = N_("There is a problem with what was entered.")

    def __init__(self, errors: Mapping[str, str], values: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self.errors = dict(errors)
        self.values = dict(values or {})


class RefusedError(WethaqError):
    """A rule forbids the act in the present state."""

    status = 409
    message = N_("This can't be done now.")


class NotFoundError(WethaqError):
    """Not there, or not yours: the two must look exactly alike."""

    status = 404
    message = N_("We couldn't find this page.")


class ForbiddenError(WethaqError):
    """The role doesn't allow the page, whoever owns what is on it."""

    status = 403
    message = N_("This page isn't open to your account.")


class SignInRequiredError(WethaqError):
    """The page is for people who have signed in."""

    status = 401
    message = N_("Please sign in to continue.")


class TooManyTriesError(WethaqError):
    """A limit was reached; `minutes` says when to come back."""

    status = 429
    message = N_("Too many tries. Please wait {minutes} minutes and try again.")


class FasterElsewhereError(RefusedError):
    """Another tab, device or person changed the record first."""

    message = N_("This was changed a moment ago in another place. Please look at it again.")
