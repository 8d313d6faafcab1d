"""A week's working hours as the JSON in which a plan keeps them, and back."""

import json
from datetime import time
from typing import Any

from wethaq.counseling.policy.plans import WEEKDAYS, Week, Window
from wethaq.counseling.policy.services import Modality


def week_text(week: Week) -> str:
    """Write a week: seven lists (Monday first) of `[start, end, modalities]`."""
    return json.dumps([[_written(window) for window in windows] for windows in week])


def read_week(text: str) -> Week:
    """Read a week back.

    Raises:
        ValueError: it isn't one.
    """
    days = json.loads(text)
    if len(days) != WEEKDAYS:
        raise ValueError(text)
    return tuple(tuple(_read(window) for window in windows) for windows in days)


def _written(window: Window) -> list[Any]:
    return [
        f"{window.starts:%H:%M}",
        f"{window.ends:%H:%M}",
        sorted(modality.value for modality in window.modalities),
    ]


def _read(values: list[Any]) -> Window:
    starts, ends, modalities = values
    return Window(
        time.fromisoformat(starts),
        time.fromisoformat(ends),
        frozenset(Modality(modality) for modality in modalities),
    )
