"""Step-up: before a sensitive act, prove again that it is you."""

from datetime import datetime
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from wethaq.platform import audit
from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.passwords import confirm_password
from wethaq.platform.accounts.policy import StepUpRequiredError, ensure_recently_proved
from wethaq.platform.accounts.second_factor import accept_second_factor
from wethaq.platform.accounts.sessions import renew_token
from wethaq.platform.actors import Actor
from wethaq.platform.errors import SignInRequiredError
from wethaq.platform.security.totp import has_totp
from wethaq.platform.web.audience import needs_proof
from wethaq.platform.web.dependencies import provide_now
from wethaq.platform.web.links import safe_next
from wethaq.platform.web.parked import ASKED_FROM, FORM_PAGE_FIELD


async def ensure_proved(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard of sensitive pages (`guards=[ensure_proved]`), for the form as well as for its sending."""
    ensure_proved_lately(connection)


async def ensure_proved_where_asked(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Guard of the whole app, for the routes of lower parts that declare themselves sensitive.

    Whoever pressed a button too late comes back to its page after the proof.
    """
    if not needs_proof(connection, handler):
        return
    try:
        ensure_proved_lately(connection)
    except StepUpRequiredError:
        if isinstance(connection, Request):
            page = (await connection.form()).get(FORM_PAGE_FIELD, "")
            connection.scope["state"][ASKED_FROM] = safe_next(page if isinstance(page, str) else "", "/")
        raise


def ensure_proved_lately(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Refuse a session whose owner hasn't proved themselves for a while. Raises StepUpRequiredError."""
    proved_at = connection.scope["state"].get("session_proved_at")
    if proved_at is None:
        raise SignInRequiredError
    ensure_recently_proved(proved_at, provide_now())


async def proof_asked_of(actor: Actor) -> str:
    """Tell what the actor can prove with: `code` of the app, `password`, or `none` of them."""
    account = await get_account(actor.account_id) if actor.account_id else None
    if account is None:
        raise SignInRequiredError
    if await has_totp(account.id):
        return "code"
    return "password" if account.password_hash else "none"


async def prove(typed: str, *, actor: Actor, now: datetime) -> str:
    """Check the proof and return a fresh token for the session.

    Raises CodeWrongError, PasswordWrongError, TooManyTriesError.
    """
    if actor.account_id is None or actor.session_id is None:
        raise SignInRequiredError
    if await has_totp(actor.account_id):
        await accept_second_factor(actor.account_id, typed, actor=actor, now=now)
    else:
        await confirm_password(typed, actor=actor, now=now)
    await audit.record("accounts.identity_proved_again", actor.account_id, actor=actor, now=now)
    return await renew_token(actor.session_id, now=now)
