"""What a counselor types."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from wethaq.counseling.policy.measures import LEAST, MOST, QUESTIONS, Moment
from wethaq.platform.errors import N_

MOST_LATE: Final = 180
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
    version: int = Field(ge=1)


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
        json_schema_extra={"missing": N_("Enter the appointment's number, such as C-1448-00012.")},
    )
    reason: str = Field(min_length=1, max_length=LINES, json_schema_extra={"missing": WHY})
