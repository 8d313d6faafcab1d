"""Moving a request from one station to the next, and what every move leaves behind."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.intake.policy.deadlines import stage_due_on
from wethaq.platform.intake.policy.statuses import RequestStatus, ensure_can_move
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request
from wethaq.platform.intake.terms import get_terms
from wethaq.platform.intake.timeline import add_event


async def move(
    request: RequestRecord,
    target: RequestStatus,
    event: str,
    *,
    actor: Actor,
    now: datetime,
    note: str | None = None,
    is_public: bool = True,
    referral_due_on: date | None = None,
    appeal_reply_on: date | None = None,
    **changes: Any,
) -> RequestRecord:
    """Move a request "where its status is still what I read", and write it down.

    Raises StepNotPossibleError for a step that the journey doesn't know and
    FasterElsewhereError when somebody else was quicker.
    """
    ensure_can_move(request.status, target)
    changes["due_on"] = stage_due_on(
        target,
        await get_terms(request.service, request.terms_version),
        submitted_at=changes.get("submitted_at", request.submitted_at),
        referral_due_on=referral_due_on,
        latest_reply_on=changes.get("latest_reply_on", request.latest_reply_on),
        appeal_reply_on=appeal_reply_on or request.due_on,
    )
    moved = await update_where_unchanged(request, now=now, status=target, **changes)
    await add_event(request.id, event, actor=actor, now=now, note=note, is_public=is_public)
    await audit.record(
        f"intake.request_{event}", request.id, actor=actor, now=now, person_id=request.person_id
    )
    return moved


async def update_where_unchanged(request: RequestRecord, *, now: datetime, **changes: Any) -> RequestRecord:
    """Change columns only while the status is still what was read.

    It is also how two writers of one request queue up: the row stays locked
    until the transaction ends.
    """
    columns = {"changed_at": now, **changes}
    rows = (
        await Request.update(columns)  # type: ignore[arg-type]  # names of columns are keys as good as columns
        .where(Request.id == request.id, Request.status == request.status.value)
        .returning(Request.id)
    )
    if not rows:
        raise FasterElsewhereError
    return replace(request, **columns)
