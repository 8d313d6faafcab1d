"""Sessions: starting, finding, renewing and ending a login.

The token in the cookie is random and ours: a token that a client made up finds
no row, so there is nothing to fixate. Only its SHA-256 is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.policy import SessionState, is_touch_due, limits_for, session_state
from wethaq.platform.accounts.tables import Session
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.security.tokens import new_token, token_digest

ENDED_BY_SIGN_OUT = "signed_out"
ENDED_BY_NEW_SIGN_IN = "signed_in_anew"
ENDED_BY_OWNER = "ended_by_owner"
ENDED_BY_PASSWORD_CHANGE = "password_changed"  # noqa: S105 - a reason, no password
ENDED_BY_ROLE_CHANGE = "roles_changed"
ENDED_BY_DEACTIVATION = "account_deactivated"


@dataclass(frozen=True, slots=True)
class SessionView:
    """A row of the page "my sessions"."""

    id: UUID
    device: str
    started_at: datetime
    last_seen_at: datetime
    is_this_one: bool


async def start_session(
    account_id: UUID, *, is_staff: bool, device: str, now: datetime, parked_form_id: UUID | None = None
) -> tuple[UUID, str]:
    """Open a session under a fresh token; return its id and the token for the cookie."""
    token, session_id = new_token(), new_id()
    await Session.insert(
        Session(
            id=session_id,
            account_id=account_id,
            token_digest=token_digest(token),
            is_staff=is_staff,
            device=device,
            started_at=now,
            last_seen_at=now,
            proved_at=now,
            parked_form_id=parked_form_id,
        )
    )
    return session_id, token


def state_of(session: Session, now: datetime) -> SessionState:
    return session_state(
        limits_for(is_staff=session.is_staff),
        started_at=session.started_at,
        last_seen_at=session.last_seen_at,
        ended_at=session.ended_at,
        now=now,
    )


async def touch_session(session_id: UUID, last_seen_at: datetime, *, now: datetime) -> None:
    """Note that the session is in use, at most once a minute."""
    if is_touch_due(last_seen_at, now):
        await Session.update({Session.last_seen_at: now}).where(
            Session.id == session_id, Session.ended_at.is_null()
        )


async def renew_token(session_id: UUID, *, now: datetime) -> str:
    """Give the session a fresh token after a step-up; the old one is worth nothing from now on."""
    token = new_token()
    await Session.update({Session.token_digest: token_digest(token), Session.proved_at: now}).where(
        Session.id == session_id, Session.ended_at.is_null()
    )
    return token


async def list_sessions(*, actor: Actor, now: datetime) -> list[SessionView]:
    """List the actor's live sessions, the one in use first."""
    rows = await Session.objects().where(Session.account_id == actor.account_id, Session.ended_at.is_null())
    live = [row for row in rows if state_of(row, now) is SessionState.LIVE]
    views = [
        SessionView(row.id, row.device, row.started_at, row.last_seen_at, row.id == actor.session_id)
        for row in live
    ]
    return sorted(views, key=lambda view: (not view.is_this_one, -view.last_seen_at.timestamp()))


async def end_session(session_id: UUID, *, actor: Actor, now: datetime, reason: str = ENDED_BY_OWNER) -> None:
    """End one of the actor's own sessions; another account's looks like none at all."""
    async with transaction():
        ended = (
            await Session.update({Session.ended_at: now, Session.end_reason: reason})
            .where(
                Session.id == session_id, Session.account_id == actor.account_id, Session.ended_at.is_null()
            )
            .returning(Session.id)
        )
        if not ended:
            raise NotFoundError
        await audit.record(
            "accounts.session_ended", session_id, actor=actor, now=now, details={"reason": reason}
        )


async def supersede_session(session_id: UUID, *, now: datetime) -> None:
    """End the session of a browser in which somebody signs in anew."""
    await Session.update({Session.ended_at: now, Session.end_reason: ENDED_BY_NEW_SIGN_IN}).where(
        Session.id == session_id, Session.ended_at.is_null()
    )


async def end_other_sessions(*, actor: Actor, now: datetime) -> int:
    """End every session of the actor but the one in use; return how many there were."""
    if actor.account_id is None:
        raise NotFoundError
    async with transaction():
        count = await end_sessions_of(actor.account_id, reason=ENDED_BY_OWNER, now=now, but=actor.session_id)
        await audit.record("accounts.other_sessions_ended", actor.account_id, actor=actor, now=now)
    return count


async def end_sessions_of(account_id: UUID, *, reason: str, now: datetime, but: UUID | None = None) -> int:
    """End all sessions of an account, inside the transaction of the change that makes it necessary."""
    where = [Session.account_id == account_id, Session.ended_at.is_null()]
    if but is not None:
        where.append(Session.id != but)
    ended = (
        await Session.update({Session.ended_at: now, Session.end_reason: reason})
        .where(*where)
        .returning(Session.id)
    )
    return len(ended)
