"""The family's way to an appointment."""

from typing import Any

HANDLERS: list[Any] = []
