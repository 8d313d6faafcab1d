"""An applicant's own profile."""

from typing import Any, Final

PROFILE_CONTROLLERS: Final[list[Any]] = []
