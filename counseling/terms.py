"""The versions of a service's figures: read by every offer, changed by managers."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wethaq.counseling.offered_services import OFFERED, find_service
from wethaq.counseling.policy.access import ensure_manager
from wethaq.counseling.policy.changes import ChangeReasonMissingError
from wethaq.counseling.policy.services import CounselingService
from wethaq.counseling.policy.terms import ServiceFigures, change_figures
from wethaq.counseling.tables import ServiceTermsRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError


async def current_figures(service: str) -> ServiceFigures:
    """Return the figures in force; the declared ones before any change. Raises NotFoundError."""
    declared = find_service(service).figures
    row = await _latest(service)
    return ServiceFigures.from_values(json.loads(row["figures"])) if row else declared


async def bookable(service: str) -> CounselingService:
    """Return a service as it can be booked now. Raises NotFoundError."""
    return find_service(service).under(await current_figures(service))


async def all_figures() -> dict[str, ServiceFigures]:
    """Return the figures in force of every service, by code."""
    return {service.code: await current_figures(service.code) for service in OFFERED}


async def change_service_figures(
    service: str,
    numbers: Mapping[str, int],
    *,
    is_accepted_by_officer: bool,
    reason: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Put new figures in force for appointments from now on, and return their version.

    Raises FiguresImpossibleError, ChangeReasonMissingError, FasterElsewhereError.
    """
    ensure_manager(actor)
    if not reason.strip():
        raise ChangeReasonMissingError
    async with transaction():
        latest = await _latest(service)
        version = (latest["version"] if latest else 0) + 1
        figures = change_figures(
            await current_figures(service), numbers, is_accepted_by_officer=is_accepted_by_officer
        )
        row_id = new_id()
        row = ServiceTermsRow(
            id=row_id,
            service=service,
            version=version,
            figures=json.dumps(figures.as_values()),
            reason=reason,
            changed_at=now,
            changed_by=actor.account_id,
        )
        try:
            async with savepoint():
                await ServiceTermsRow.insert(row)
        except UNIQUE_VIOLATIONS as error:
            raise FasterElsewhereError from error
        details = {"service": service, "version": version}
        await audit.record("counseling.figures_changed", row_id, actor=actor, now=now, details=details)
    return version


async def list_versions(service: str) -> list[dict[str, Any]]:
    """Return every version of a service's figures, the newest first."""
    rows = (
        await ServiceTermsRow.select()
        .where(ServiceTermsRow.service == service)
        .order_by(ServiceTermsRow.version, ascending=False)
    )
    return [{**row, "figures": ServiceFigures.from_values(json.loads(row["figures"]))} for row in rows]


async def _latest(service: str) -> dict[str, Any] | None:
    newest_first = "WHERE service = {} ORDER BY version DESC LIMIT 1"
    rows = await rows_that(ServiceTermsRow, newest_first, service)
    return rows[0] if rows else None
