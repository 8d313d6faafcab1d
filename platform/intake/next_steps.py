"""What one service suggests in another, without knowing of it (G2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.intake.tables import NextStep


@dataclass(frozen=True, slots=True)
class SuggestedStep:
    """A service that somebody may want next."""

    id: UUID
    service: str
    suggested_by: str
    suggested_at: datetime


async def suggest_next_step(
    person_id: UUID, service: str, *, suggested_by: str, actor: Actor, now: datetime
) -> None:
    """Suggest a service in the person's file; suggesting it again changes nothing."""
    async with transaction():
        step_id = new_id()
        try:
            async with savepoint():
                await NextStep.insert(
                    NextStep(
                        id=step_id,
                        person_id=person_id,
                        service=service,
                        suggested_by=suggested_by,
                        suggested_at=now,
                    )
                )
        except UNIQUE_VIOLATIONS:
            return
        await audit.record("intake.next_step_suggested", step_id, actor=actor, now=now, person_id=person_id)


async def list_next_steps(*, actor: Actor) -> list[SuggestedStep]:
    """Return what is suggested to the actor, the newest first."""
    if actor.person_id is None:
        return []
    rows = (
        await NextStep.select()
        .where(NextStep.person_id == actor.person_id, NextStep.ended_at.is_null())
        .order_by(NextStep.suggested_at, ascending=False)
    )
    return [
        SuggestedStep(row["id"], row["service"], row["suggested_by"], row["suggested_at"]) for row in rows
    ]


async def end_next_step(person_id: UUID, service: str, *, now: datetime) -> None:
    """Take a suggestion away because it was followed or isn't wanted."""
    await NextStep.update({NextStep.ended_at: now}).where(
        NextStep.person_id == person_id, NextStep.service == service, NextStep.ended_at.is_null()
    )
