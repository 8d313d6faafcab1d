"""What the pages at the door share: who knocks, what is wrong with a form, and the way in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request, Response
from litestar.types import ExceptionHandlersMap

from wethaq.platform.accounts.cookies import PASSAGE, apply_entry, read_cookie
from wethaq.platform.accounts.devices import device_words
from wethaq.platform.accounts.policy import PassageLostError
from wethaq.platform.accounts.sign_in import Entry, Knock
from wethaq.platform.errors import InvalidInputError, WethaqError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.visit import current_visit

UNKNOWN_NETWORK = "unknown"


def knock_of(request: Request[Any, Any, Any]) -> Knock:
    """Read from where somebody knocks; the server has judged X-Forwarded-For already."""
    return Knock(
        network_address=request.client.host if request.client else UNKNOWN_NETWORK,
        device=device_words(request.headers.get("user-agent", "")),
        open_session_id=current_visit().actor.session_id,
    )


def passage_token(request: Request[Any, Any, Any]) -> str | None:
    return read_cookie(request, PASSAGE)


def enter(request: Request[Any, Any, Any], entry: Entry) -> Response[Any]:
    """Go on to where a step at the door has led."""
    response = redirect(entry.path)
    apply_entry(response, request, entry)
    return response


@contextmanager
def shown_at(field: str, *facts: type[WethaqError], values: dict[str, Any] | None = None) -> Iterator[None]:
    """Show a refusal beside the field that it speaks of, with what was typed still there."""
    try:
        yield
    except facts as fact:
        message = gettext(fact.message).format(**fact.params)
        raise InvalidInputError({field: message}, values) from fact


def start_again_at(path: str) -> ExceptionHandlersMap:
    """Send whoever took too long, or came by a back button, to the first step; with a word why."""

    def start_again(_: Request[Any, Any, Any], __: PassageLostError) -> Response[Any]:
        return redirect(f"{path}?lost=1")

    return {PassageLostError: start_again}
