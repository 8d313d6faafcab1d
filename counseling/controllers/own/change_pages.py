"""The pages of a change, the same in the account and behind a one-time link; `path` says where they stand."""

from datetime import datetime
from typing import Any

from litestar import Response

from wethaq.counseling.own_times import FreeTimes, free_times_for
from wethaq.counseling.policy.changes import open_changes
from wethaq.counseling.records import Appointment
from wethaq.counseling.terms import current_figures
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.rendering import fragment, page

FOLDER = "counseling/own"
Mistake = InvalidInputError | RefusedError


async def cancellation(
    appointment: Appointment,
    path: str,
    *,
    now: datetime,
    error: Mistake | None = None,
    values: dict[str, Any] | None = None,
) -> Response[str]:
    """Ask once more before a cancellation; a refusal says whom to call, and what was typed stays."""
    rules = (await current_figures(appointment.service)).change_rules
    changes = open_changes(
        appointment.status, appointment.starts_at, now, rules, times_moved=appointment.times_moved
    )
    return page(
        f"{FOLDER}/cancellation.html",
        status=error.status if error else 200,
        appointment=appointment,
        path=path,
        changes=changes,
        refusal=_refusal(error),
        errors=error.errors if isinstance(error, InvalidInputError) else {},
        values=values or {},
        modality_names=MODALITY_NAMES,
    )


def times(
    found: FreeTimes, path: str, *, now: datetime, error: Mistake | None = None, is_part: bool = False
) -> Response[str]:
    """Show free times to choose from: the whole page, or for HTMX only the times."""
    show = fragment if is_part else page
    return show(
        "counseling/_free_times.html" if is_part else f"{FOLDER}/times.html",
        status=error.status if error else 200,
        found=found,
        appointment=found.appointment,
        path=path,
        times_path=f"{path}/times",
        now=now,
        refusal=_refusal(error),
        errors=error.errors if isinstance(error, InvalidInputError) else {},
        modality_names=MODALITY_NAMES,
    )


async def times_again(appointment: Appointment, path: str, error: Mistake, *, now: datetime) -> Response[str]:
    """Show the times again with what is wrong, or the refusal alone where nothing can be moved any more."""
    try:
        found = await free_times_for(appointment, None, now=now)
    except RefusedError as closed:
        return refused(appointment, path, closed)
    return times(found, path, now=now, error=error)


def refused(appointment: Appointment, path: str, error: RefusedError) -> Response[str]:
    """Say why it can't be done here and how to reach us."""
    return page(
        f"{FOLDER}/refused.html",
        status=error.status,
        appointment=appointment,
        path=path,
        refusal=_refusal(error),
        modality_names=MODALITY_NAMES,
    )


def absence(appointment: Appointment, path: str) -> Response[str]:
    """Ask once more before somebody says that they don't come."""
    return page(f"{FOLDER}/absence.html", appointment=appointment, path=path, modality_names=MODALITY_NAMES)


def _refusal(error: Mistake | None) -> str | None:
    return gettext(error.message).format(**error.params) if isinstance(error, RefusedError) else None
