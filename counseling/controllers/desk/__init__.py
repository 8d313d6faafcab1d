"""The counselor's desk."""

from typing import Any

HANDLERS: list[Any] = []
