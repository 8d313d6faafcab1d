"""What a counselor types."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

MOST_LATE = 180


def _nothing(value: Any) -> Any:
    """Take an empty box for no answer."""
    return None if isinstance(value, str) and not value.strip() else value


Minutes = Annotated[int | None, BeforeValidator(_nothing), Field(ge=0, le=MOST_LATE)]


class AttendanceForm(BaseModel):
    """How late they came, where nobody has checked in at the door."""

    late_minutes: Minutes = None
