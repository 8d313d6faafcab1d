"""Who is asking: the session cookie becomes the actor of the request.

A request without our cookie passes untouched: an anonymous GET reads nothing,
writes nothing and gets no cookie.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from wethaq.platform.accounts.cookies import SESSION, read_cookie, session_secret
from wethaq.platform.accounts.parked_forms import forget_when_sent_again, open_parked_form, park_form
from wethaq.platform.accounts.policy import SessionState
from wethaq.platform.accounts.sessions import touch_session
from wethaq.platform.accounts.visitors import Visitor, find_visitor
from wethaq.platform.actors import ANONYMOUS
from wethaq.platform.localisation.digits import DigitShapes, use_digits
from wethaq.platform.web.audience import OPT_KEY, PUBLIC
from wethaq.platform.web.csrf import SAFE_METHODS, was_sent_in_session
from wethaq.platform.web.dependencies import provide_now
from wethaq.platform.web.forms import typed_values
from wethaq.platform.web.headers import STATIC_PATH
from wethaq.platform.web.links import safe_next
from wethaq.platform.web.parked import FORM_PAGE_FIELD, PARKED_FORM, RESTORED_VALUES
from wethaq.platform.web.visit import current_visit

DIGITS = "digits"


class SessionMiddleware(ASGIMiddleware):
    """Fill `state["actor"]` and what belongs to the session (see `_recognise`)."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        token = read_cookie(request, SESSION)
        if token and not scope["path"].startswith(STATIC_PATH):
            await _recognise(request, token, provide_now())
        with use_digits(scope["state"].get(DIGITS, DigitShapes.ASCII)):
            await next_app(scope, receive, send)


async def _recognise(request: Request[Any, Any, Any], token: str, now: datetime) -> None:
    visitor = await find_visitor(token, now=now)
    if visitor is None:
        return
    if visitor.state is SessionState.LIVE:
        await _let_act(request, visitor, token, now)
    elif visitor.state is SessionState.EXPIRED and _is_refused_form(request):
        await _park(request, visitor, token, now)


async def _let_act(request: Request[Any, Any, Any], visitor: Visitor, token: str, now: datetime) -> None:
    if visitor.actor is None:
        return
    state = request.scope["state"]
    state["actor"] = visitor.actor
    state[DIGITS] = visitor.digits
    state["session_secret"] = session_secret(token)
    state["session_proved_at"] = visitor.proved_at
    await touch_session(visitor.session_id, visitor.last_seen_at, now=now)
    if visitor.parked_form_id is not None:
        await _restore(request, visitor.parked_form_id, visitor.account_id)


async def _restore(request: Request[Any, Any, Any], form_id: UUID, account_id: UUID) -> None:
    """Offer the parked words to the page they were typed on, until the form is sent again."""
    path = request.scope["path"]
    if request.method not in SAFE_METHODS:
        await forget_when_sent_again(form_id, path)
        return
    query = current_visit().query
    restored = await open_parked_form(form_id, account_id, f"{path}?{query}" if query else path)
    request.scope["state"][RESTORED_VALUES] = restored


async def _park(request: Request[Any, Any, Any], visitor: Visitor, token: str, now: datetime) -> None:
    """Keep the words of a form that the expired session could not send.

    Only a form of our own pages, with the token of that very session: nobody
    else may put words into the account's next form.
    """
    if not await was_sent_in_session(request, session_secret(token)):
        return
    typed = await typed_values(request)
    path = request.scope["path"]
    page = safe_next((typed.get(FORM_PAGE_FIELD) or [path])[0], path)
    form_id = await park_form(visitor.account_id, page, path, typed, now=now)
    request.scope["state"][PARKED_FORM] = str(form_id)


def _is_refused_form(request: Request[Any, Any, Any]) -> bool:
    """Tell whether the guard will refuse this form; a public one goes through without a session."""
    if request.method != "POST":
        return False
    handler: Any = request.scope["route_handler"]
    audience = handler.opt.get(OPT_KEY)
    return audience is not None and audience != PUBLIC[OPT_KEY] and not audience.admits(ANONYMOUS)
