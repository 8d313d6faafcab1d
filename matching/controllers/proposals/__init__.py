"""Proposals, as each side and the wali see them."""

from typing import Any, Final

PROPOSAL_CONTROLLERS: Final[list[Any]] = []
