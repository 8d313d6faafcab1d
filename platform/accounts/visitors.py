"""Who is behind a session's cookie: what every signed-in request needs, read by one statement.

Session, account, roles and digits are looked at in the same moment: nothing
can be ended, revoked or deactivated between one look and the next.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.platform.accounts.identity import roles_that_follow
from wethaq.platform.accounts.policy import AccountStatus, SessionState, limits_for, session_state
from wethaq.platform.accounts.tables import Session
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.prepared import Row, columns_of, read
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.people.policy.guardianship import GuardianshipStatus
from wethaq.platform.security.tokens import token_digest

# One row for each role that is granted, or one without any.
_VISITOR: Final = f"""
    SELECT {columns_of(Session)}, account.status AS account_status, account.person_id AS person_id,
        role_grant.role AS role, person.digits AS digits,
        EXISTS (
            SELECT 1 FROM people_guardianship AS guardianship
            WHERE guardianship.guardian_id = account.person_id AND guardianship.status = {{}}
        ) AS is_guardian
    FROM accounts_session
    LEFT JOIN accounts_account AS account ON account.id = accounts_session.account_id
    LEFT JOIN accounts_role_grant AS role_grant
        ON role_grant.account_id = account.id AND role_grant.revoked_at IS NULL
    LEFT JOIN people_person AS person ON person.id = account.person_id
    WHERE accounts_session.token_digest = {{}}
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A session with who acts in it; `actor` is None where the account is gone or deactivated."""

    session_id: UUID
    account_id: UUID
    state: SessionState
    last_seen_at: datetime
    proved_at: datetime
    parked_form_id: UUID | None
    actor: Actor | None
    digits: DigitShapes


async def find_visitor(token: str, *, now: datetime) -> Visitor | None:
    """Return who is behind a cookie, whatever the session's state; None where there is no such session."""
    rows = await read(_VISITOR, GuardianshipStatus.VERIFIED.value, token_digest(token))
    if not rows:
        return None
    row = rows[0]
    return Visitor(
        session_id=row["id"],
        account_id=row["account_id"],
        state=_state(row, now),
        last_seen_at=row["last_seen_at"],
        proved_at=row["proved_at"],
        parked_form_id=row["parked_form_id"],
        actor=_actor(rows),
        digits=DigitShapes(row["digits"] or DigitShapes.ASCII),
    )


def _state(row: Row, now: datetime) -> SessionState:
    return session_state(
        limits_for(is_staff=row["is_staff"]),
        started_at=row["started_at"],
        last_seen_at=row["last_seen_at"],
        ended_at=row["ended_at"],
        now=now,
    )


def _actor(rows: list[dict[str, Any]]) -> Actor | None:
    row = rows[0]
    if row["account_status"] != AccountStatus.ACTIVE.value:
        return None
    granted = {Role(each["role"]) for each in rows if each["role"] is not None}
    follow = roles_that_follow(row["person_id"], is_guardian=bool(row["is_guardian"]))
    return Actor(
        account_id=row["account_id"],
        person_id=row["person_id"],
        roles=frozenset(granted | follow),
        session_id=row["id"],
    )
