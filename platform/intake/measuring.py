"""The service levels that a manager and the officers watch, by service and by channel (policy G1)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.intake.policy.access import ensure_officer
from wethaq.platform.intake.policy.deadlines import ServiceLevel, service_level
from wethaq.platform.intake.policy.measures import MEASURED_DAYS, Measures, measure
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """A service's times, and how its open requests stand against their promises."""

    service: str
    submitted: int
    measures: Measures
    levels: dict[ServiceLevel, int]


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """The whole house of the last year."""

    measures: Measures
    services: list[ServiceFigures]
    channels: dict[Channel, int]


async def figure_service_levels(*, actor: Actor, now: datetime) -> HouseFigures:
    """Return the figures of the requests submitted in the last year; nobody is named."""
    ensure_officer(actor)
    rows = await Request.select().where(Request.submitted_at >= now - timedelta(days=MEASURED_DAYS))
    requests = [RequestRecord.of(row) for row in rows]
    by_service: dict[str, list[RequestRecord]] = {}
    for request in requests:
        by_service.setdefault(request.service, []).append(request)
    return HouseFigures(
        measures=measure(requests),
        services=[_figures_of(service, of_it, now) for service, of_it in sorted(by_service.items())],
        channels=dict(Counter(request.channel for request in requests).most_common()),
    )


def _figures_of(service: str, requests: list[RequestRecord], now: datetime) -> ServiceFigures:
    open_ones = [request for request in requests if request.status in OPEN_STATUSES]
    levels = Counter(service_level(request.status, request.due_on, now) for request in open_ones)
    return ServiceFigures(service, len(requests), measure(requests), dict(levels))
