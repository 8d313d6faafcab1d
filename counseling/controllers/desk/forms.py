"""What a counselor types."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, field_validator

from wethaq.counseling.policy.measures import LEAST, MOST, QUESTIONS, Moment
from wethaq.counseling.policy.series import MOST_TIMES, MOST_WEEKS_BETWEEN
from wethaq.counseling.policy.services import Modality
from wethaq.platform.errors import N_
from wethaq.platform.web.forms import field_error

MOST_LATE: Final = 180
FIRST_YEAR, LAST_YEAR = 2000, 2070
MOST_CHANGES: Final = 1_000_000
"""What a version may count: no number that no column holds."""
LINES: Final = 1_000
LONG_TEXT: Final = 10_000
WHY: Final = N_("Say why in a few words.")


def _nothing(value: Any) -> Any:
    """Take an empty box for no answer."""
    return None if isinstance(value, str) and not value.strip() else value


Score = Annotated[int, Field(ge=LEAST, le=MOST)]
Minutes = Annotated[int | None, BeforeValidator(_nothing), Field(ge=0, le=MOST_LATE)]


class AttendanceForm(BaseModel):
    """How late they came, where nobody has checked in at the door."""

    late_minutes: Minutes = None


class GoalsForm(BaseModel):
    """What the way shall lead to."""

    goals: str = Field(default="", max_length=LONG_TEXT)
    version: int = Field(ge=1, le=MOST_CHANGES)


class NoteForm(BaseModel):
    """A note, or the correction of one."""

    note: str = Field(
        min_length=1, max_length=LONG_TEXT, json_schema_extra={"missing": N_("Write the note first.")}
    )
    appointment_id: Annotated[UUID | None, BeforeValidator(_nothing)] = None
    replaces_id: Annotated[UUID | None, BeforeValidator(_nothing)] = None


class ConsentForm(BaseModel):
    """A yes that was given here and not on the person's own screen."""

    person_id: UUID
    method: Literal["paper", "phone"] = Field(
        json_schema_extra={"missing": N_("Say how the consent was given.")}
    )
    witness: str | None = Field(default=None, max_length=160)


class MeasureForm(BaseModel):
    """Four answers from 0 to 10."""

    moment: Moment
    myself: Score
    home: Score
    daily_life: Score
    overall: Score

    def scores(self) -> dict[str, int]:
        """Return the answers by question."""
        return {key: getattr(self, key) for key in QUESTIONS}


class ClosureForm(BaseModel):
    """Why a case is closed."""

    ending: Literal["goals_reached", "family_stopped", "other"] = Field(
        json_schema_extra={"missing": N_("Choose why the case is closed.")}
    )
    ending_words: str = Field(default="", max_length=LINES)


class ReferralForm(BaseModel):
    """To which partner, and why."""

    partner: str = Field(
        min_length=2,
        max_length=120,
        json_schema_extra={"missing": N_("Name the partner: the person has agreed to this one.")},
    )
    referral_reason: str = Field(min_length=1, max_length=LINES, json_schema_extra={"missing": WHY})


class HandoverForm(BaseModel):
    """To which colleague, why, and that the person was asked."""

    colleague: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})
    handover_reason: str = Field(min_length=1, max_length=LINES, json_schema_extra={"missing": WHY})
    agreed: Literal["yes"] | None = None


class OpeningForm(BaseModel):
    """Whose notes, by an appointment's number, and why."""

    number: str = Field(
        min_length=3,
        max_length=24,
        json_schema_extra={"missing": N_("Enter the number of an appointment.")},
    )
    reason: str = Field(min_length=1, max_length=LINES, json_schema_extra={"missing": WHY})


def _in_utc(moment: datetime) -> datetime:
    """Refuse an hour of nowhere: the page always says which zone it means."""
    if moment.tzinfo is None:
        raise field_error(N_("Choose one of the answers."))
    return moment.astimezone(UTC)


class PlanForm(BaseModel):
    """The first start, free or typed, how often and how many."""

    modality: Modality = Field(json_schema_extra={"missing": N_("Choose how you meet.")})
    starts_at: Annotated[datetime | None, BeforeValidator(_nothing)] = None
    other_on: Annotated[date | None, BeforeValidator(_nothing)] = None
    other_at: Annotated[time | None, BeforeValidator(_nothing)] = None
    every_weeks: int = Field(default=1, ge=1, le=MOST_WEEKS_BETWEEN)
    count: int = Field(default=1, ge=1, le=MOST_TIMES)
    reason: Annotated[str | None, BeforeValidator(_nothing)] = Field(default=None, max_length=LINES)

    @field_validator("starts_at")
    @classmethod
    def _has_zone(cls, moment: datetime | None) -> datetime | None:
        return None if moment is None else _in_utc(moment)

    @field_validator("other_on", "starts_at")
    @classmethod
    def _is_near(cls, value: Any) -> Any:
        """Keep what is typed within the years that the calendars know."""
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise field_error(N_("Choose a day within the next year."))
        return value

    @field_validator("other_at")
    @classmethod
    def _is_even(cls, at: time | None) -> time | None:
        """Appointments begin on a multiple of five minutes."""
        if at is not None and (at.minute % 5 or at.second or at.microsecond or at.tzinfo):
            raise field_error(N_("Enter an hour such as 16:30; minutes are multiples of five."))
        return at


class SourceForm(BaseModel):
    """A calendar's secret address."""

    address: str = Field(
        min_length=1,
        max_length=2_000,
        json_schema_extra={"missing": N_("Paste the calendar's address. It begins with https://")},
    )
