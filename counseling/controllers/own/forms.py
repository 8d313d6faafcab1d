"""What a family sends about appointments it has."""

from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from wethaq.platform.errors import N_
from wethaq.platform.web.forms import field_error

WORDS: Final = 500
YEARS: Final = range(2020, 2070)
"""What both calendars can write with certainty; every other moment was made up."""


def _within_reach(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise field_error(N_("Choose one of the times."))
    return moment.astimezone(UTC)


class CancellationForm(BaseModel):
    """Why, for those who like to say so."""

    words: str = Field(default="", max_length=WORDS)


class MoveForm(BaseModel):
    starts_at: Annotated[AwareDatetime, AfterValidator(_within_reach)] = Field(
        json_schema_extra={"missing": N_("Choose one of the times.")}
    )


def read_day(text: str | None) -> date | None:
    """Return the day from which times are looked at; anything else than a day is none."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None
