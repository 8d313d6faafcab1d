"""Answers to "was this page useful?" (policy G8, G10)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation import active_language
from wethaq.platform.portal.policy import OpinionReason, ensure_public_path
from wethaq.platform.portal.tables import PageOpinionRow


async def record_opinion(page_path: str, *, is_useful: bool, actor: Actor, now: datetime) -> UUID:
    """Keep an opinion on a page; the actor is deliberately not kept with it."""
    ensure_public_path(page_path)
    opinion_id = new_id()
    async with transaction():
        await PageOpinionRow.insert(
            PageOpinionRow(
                id=opinion_id,
                page_path=page_path,
                language=active_language(),
                is_useful=is_useful,
                given_at=now,
            )
        )
    return opinion_id


async def add_reasons(
    opinion_id: UUID, reasons: Sequence[OpinionReason], *, actor: Actor, now: datetime
) -> None:
    """Complete an opinion with its reasons; raises NotFoundError."""
    async with transaction():
        changed = (
            await PageOpinionRow.update({PageOpinionRow.reasons: " ".join(reasons)})
            .where((PageOpinionRow.id == opinion_id) & (PageOpinionRow.is_useful == False))  # noqa: E712 - SQL
            .returning(PageOpinionRow.id)
        )
        if not changed:
            raise NotFoundError
