"""What a family does with appointments it has."""

from typing import Any

HANDLERS: list[Any] = []
