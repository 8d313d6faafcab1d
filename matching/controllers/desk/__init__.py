"""The matchmakers' desk."""

from typing import Any, Final

DESK_CONTROLLERS: Final[list[Any]] = []
