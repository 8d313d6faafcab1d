"""What is typed at the matchmakers' desk."""

from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, field_validator

from wethaq.matching.policy.follow_ups import FollowUpAnswer
from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.readiness import Verified
from wethaq.matching.policy.rounds import HIGHEST_SEED, LEAST_EACH, LEAST_ROOM, MOST_EACH, MOST_ROOM
from wethaq.platform.errors import N_
from wethaq.platform.people.records import Sex
from wethaq.platform.web.forms import field_error

LINES: Final = 1_000
LONG_TEXT: Final = 10_000
FIRST_YEAR, LAST_YEAR = 2000, 2070
MOST_CHANGES: Final = 1_000_000
"""What a version may count: no number that no column holds."""
WHY: Final = N_("Please write down why, in a few words.")


def _nothing(value: Any) -> Any:
    """Take an empty box for no answer."""
    return None if isinstance(value, str) and not value.strip() else value


def _within_the_calendars(on: date | None) -> date | None:
    """Keep a day within the years that both calendars know."""
    if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise field_error(N_("Please check this answer."))
    return on


Day = Annotated[date | None, BeforeValidator(_nothing)]
Reason = Annotated[str, Field(min_length=1, max_length=LINES, json_schema_extra={"missing": WHY})]


class NumberForm(BaseModel):
    """A profile's number."""

    number: str = Field(
        min_length=1, max_length=24, json_schema_extra={"missing": N_("Enter the number of a profile.")}
    )


class OpeningForm(NumberForm):
    """Which profile, and why."""

    reason: Reason


class CheckForm(BaseModel):
    """What was seen, and of which day."""

    point: Verified
    dated_on: Day = None

    @field_validator("dated_on")
    @classmethod
    def _is_near(cls, on: date | None) -> date | None:
        return _within_the_calendars(on)


class WithdrawalForm(BaseModel):
    """A check that turned out wrong."""

    point: Verified


class SpokenForm(BaseModel):
    """What a reference said."""

    reference_id: UUID
    words: str = Field(
        min_length=1, max_length=LONG_TEXT, json_schema_extra={"missing": N_("Write down what was said.")}
    )


class DescriptionForm(BaseModel):
    """How somebody looks, in a woman's words."""

    description: str = Field(
        min_length=1, max_length=LONG_TEXT, json_schema_extra={"missing": N_("Write the description first.")}
    )


class TieForm(BaseModel):
    """With whom, and how."""

    other_number: str = Field(
        min_length=1, max_length=24, json_schema_extra={"missing": N_("Enter the number of a profile.")}
    )
    kinship: Kinship = Field(json_schema_extra={"missing": N_("Choose how they are related.")})
    tie_words: Annotated[str | None, BeforeValidator(_nothing)] = Field(default=None, max_length=LINES)


class NoteForm(BaseModel):
    """A note, or the correction of one."""

    note: str = Field(
        min_length=1, max_length=LONG_TEXT, json_schema_extra={"missing": N_("Write the note first.")}
    )
    replaces_id: Annotated[UUID | None, BeforeValidator(_nothing)] = None


class PauseForm(BaseModel):
    """Why, and until when."""

    pause_reason: Reason
    until: Day = None

    @field_validator("until")
    @classmethod
    def _is_near(cls, on: date | None) -> date | None:
        return _within_the_calendars(on)


class ClosureForm(BaseModel):
    """Why a profile is closed."""

    closure_reason: Reason


class ProposalForm(BaseModel):
    """Whom to think of for a profile."""

    candidate_id: UUID


class RejectionForm(BaseModel):
    """Why a draft is turned down."""

    reason: Reason


class SwapForm(BaseModel):
    """Whom instead, and why."""

    candidate_id: UUID = Field(json_schema_extra={"missing": N_("Choose who comes instead.")})
    swap_reason: Reason


class RoundForm(BaseModel):
    """A round on demand; without a seed it is its number."""

    seed: Annotated[int | None, BeforeValidator(_nothing)] = Field(default=None, ge=0, le=HIGHEST_SEED)


class RoundTermsForm(BaseModel):
    """Under what rounds are made."""

    most_each: int = Field(ge=LEAST_EACH, le=MOST_EACH)
    weekly: Literal["yes"] | None = None
    terms_reason: str = Field(min_length=1, max_length=240, json_schema_extra={"missing": WHY})


class AppointmentForm(BaseModel):
    """Who keeps a portfolio."""

    account_id: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})
    sex: Sex
    room: int = Field(ge=LEAST_ROOM, le=MOST_ROOM)


class MatchmakerForm(BaseModel):
    """How much time a matchmaker has."""

    room: int = Field(ge=LEAST_ROOM, le=MOST_ROOM)
    taking: Literal["yes"] | None = None
    version: int = Field(ge=1, le=MOST_CHANGES)


class AssignmentForm(BaseModel):
    """Whose portfolio."""

    account_id: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})


class SwitchForm(BaseModel):
    """On or off, and why."""

    state: Literal["on", "off"]
    reason: str = Field(min_length=1, max_length=240, json_schema_extra={"missing": WHY})


class CallForm(BaseModel):
    """How a couple is, half a year or a year after the contract."""

    answer: FollowUpAnswer = Field(json_schema_extra={"missing": N_("Choose one answer.")})
    words: str = Field(default="", max_length=LONG_TEXT)


class ObstructionForm(BaseModel):
    """What is known of a guardian who holds her back."""

    words: str = Field(min_length=1, max_length=LONG_TEXT, json_schema_extra={"missing": WHY})
