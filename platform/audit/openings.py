"""Who has opened my file: the views of a person's records, for that person to see."""

import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Role
from wethaq.platform.audit.recording import VIEWED
from wethaq.platform.audit.tables import AuditEvent

ActorNames = Callable[[Collection[UUID]], Awaitable[Mapping[UUID, str]]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One view of a confidential record: when, by whom, what for, and which kind of record."""

    at: datetime
    actor_role: Role | None
    actor_name: str
    purpose: str
    what: str


async def _no_names(_: Collection[UUID]) -> Mapping[UUID, str]:
    return {}


_actor_names: ActorNames = _no_names


def name_actors_by(names: ActorNames) -> None:
    """Take the function that knows the names of accounts; they live in a part above this one."""
    global _actor_names  # noqa: PLW0603 - set once, by the composition root.
    _actor_names = names


async def list_openings(person_id: UUID, limit: int = 50) -> list[Opening]:
    """Return the newest views of a person's records by others, newest first."""
    rows = (
        await AuditEvent.select()
        .where(AuditEvent.person_id == person_id, AuditEvent.event == VIEWED)
        .order_by(AuditEvent.sequence, ascending=False)
        .limit(limit)
    )
    names = await _actor_names({row["account_id"] for row in rows if row["account_id"]})
    return [
        Opening(
            at=row["at"],
            actor_role=leading_role(row["roles"]),
            actor_name=names.get(row["account_id"], ""),
            purpose=row["purpose"] or "",
            what=json.loads(row["details"]).get("what", ""),
        )
        for row in rows
    ]


def leading_role(roles: str) -> Role | None:
    """Return the role to show of an actor with several: the one that comes last in `Role`."""
    held = {role for role in Role if role.value in roles.split(",")}
    return next((role for role in reversed(Role) if role in held), None)
