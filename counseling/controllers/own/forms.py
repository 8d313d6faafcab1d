"""What a family sends about appointments it has."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from wethaq.counseling.agreeing import Missing
from wethaq.platform.consent.service import PolicyText
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import active_language, gettext
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


class WaitForm(BaseModel):
    """Which appointment would rather be earlier."""

    appointment_id: UUID
    any_counselor: str = Field(default="", max_length=4)


class AcceptanceForm(BaseModel):
    """What an invited one ticks; only what they are still asked for counts."""

    is_read: str = Field(default="", max_length=4)
    agrees: str = Field(default="", max_length=4)
    text_id: UUID | None = None

    def ensure_complete(self, missing: Missing) -> None:
        """Refuse to go on without each tick that is asked for."""
        errors = {}
        if missing.must_read is not None and not self.is_read:
            errors["is_read"] = gettext("Tick the box when you have read your responsibilities.")
        if missing.must_consent is not None and not (self.agrees and self.text_id):
            errors["agrees"] = gettext("Tick the box if you agree. Without it we can't take you in.")
        if errors:
            raise InvalidInputError(errors, self.model_dump(mode="json"))


def texts_of(missing: Missing) -> list[tuple[PolicyText, Any]]:
    """Return the texts that are still to be read and agreed to, in blocks for the page."""
    texts = [text for text in (missing.must_read, missing.must_consent) if text is not None]
    return [(text, parse_blocks(text.body(active_language()))) for text in texts]
