"""One place that turns every error into a page in the reader's language."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from wethaq.platform.errors import SignInRequiredError, WethaqError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.parked import ASKED_FROM, PARKED_FORM, form_page
from wethaq.platform.web.rendering import fragment, page, redirect

_log = structlog.get_logger("wethaq.errors")

PAGE_BY_STATUS = {403, 404, 405, 409, 413, 422, 429}

SignInHandler = Callable[[Request], Response[Any]]


def error_page(status: int, message: str = "") -> Response[str]:
    """Return the friendly page of a status; unknown ones look like 500 or 404."""
    return page("errors/error.html", status=status, error_status=_known(status), message=message)


def handle_wethaq_error(request: Request, error: WethaqError) -> Response[Any]:
    if isinstance(error, SignInRequiredError):
        return _send_to_sign_in(request)
    if error.status >= 500:
        _log_failure(request, error)
    return _answer(request, error.status, gettext(error.message).format(**error.params))


def handle_http_error(request: Request, error: HTTPException) -> Response[Any]:
    """Litestar's own errors: unknown address, wrong method, too large a body."""
    if error.status_code >= 500:
        _log_failure(request, error)
    response = _answer(request, error.status_code)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def handle_failure(request: Request, error: Exception) -> Response[Any]:
    """Our own mistake: say so kindly, show nothing, and leave a trace in the log."""
    _log_failure(request, error)
    return _answer(request, 500)


def _answer(request: Request, status: int, message: str = "") -> Response[str]:
    """Answer with the page of a status; HTMX gets its words alone, for the place that every page keeps for them."""
    if not _wants_part(request):
        return error_page(status, message)
    response = fragment("errors/_notice.html", status=status, error_status=_known(status), message=message)
    response.headers["HX-Retarget"] = "#notice"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def _send_to_sign_in(request: Request) -> Response[Any]:
    """Ask for a sign-in, and come back to the page afterwards.

    A form that an expired session could not send is kept by the accounts part,
    which finds its key in the scope's state.
    """
    parked = request.scope["state"].get(PARKED_FORM)
    asked_from = form_page() if request.method == "GET" else request.scope["state"].get(ASKED_FROM)
    query = {"parked": parked} if parked else {"next": asked_from} if asked_from else {}
    target = f"/sign-in?{urlencode(query)}" if query else "/sign-in"
    if _wants_part(request):
        response = error_page(401, gettext(SignInRequiredError.message))
        response.headers["HX-Redirect"] = str(redirect(target).url)
        return response
    return redirect(target)


def _wants_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _known(status: int) -> int:
    return status if status in PAGE_BY_STATUS else (500 if status >= 500 else 400)


def _log_failure(request: Request, error: Exception) -> None:
    # The message of a foreign exception may quote a person's data, so the log
    # gets its type and the place, never its words.
    trace = error.__traceback__
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    _log.error("failure", error=type(error).__name__, places=places[-6:])


EXCEPTION_HANDLERS: dict[Any, Any] = {
    WethaqError: handle_wethaq_error,
    HTTPException: handle_http_error,
    Exception: handle_failure,
}
