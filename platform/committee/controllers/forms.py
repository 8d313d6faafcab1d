"""What is typed on the committee's pages."""

from datetime import UTC, datetime, time
from uuid import UUID

from pydantic import BaseModel, Field

from wethaq.platform.committee.policy.voting import Choice
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation.dates import RIYADH, Calendar, parse_date_input
from wethaq.platform.localisation.unreadable import UnreadableInputError


class MeetingForm(BaseModel):
    """When and where; the date in either calendar, the time in Riyadh's."""

    held_day: str = ""
    held_month: str = ""
    held_year: str = ""
    held_calendar: Calendar = Calendar.HIJRI
    starts_at: str = Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")
    place: str = Field(min_length=2, max_length=200)
    presiding: UUID | None = None

    def planned_at(self) -> datetime:
        """Return the moment in UTC; raises InvalidInputError for a day that isn't one."""
        try:
            entered = parse_date_input(self.held_day, self.held_month, self.held_year, self.held_calendar)
        except UnreadableInputError as error:
            raise InvalidInputError({"held_day": str(error)}, self.model_dump(mode="json")) from error
        hour, minute = self.starts_at.split(":")
        return datetime.combine(entered.on, time(int(hour), int(minute)), RIYADH).astimezone(UTC)


class AttendanceForm(BaseModel):
    present: list[UUID] = []


class AgendaForm(BaseModel):
    requests: list[UUID] = Field(
        min_length=1, json_schema_extra={"missing": N_("Choose at least one request.")}
    )


class ClosingForm(BaseModel):
    remarks: str = Field(default="", max_length=4000)


class VoteForm(BaseModel):
    choice: Choice = Field(json_schema_extra={"missing": N_("Choose how you vote.")})


class WordsForm(BaseModel):
    """A reason in a few words: for stepping back, for putting off, for urgency."""

    reason: str = Field(
        min_length=3, max_length=1000, json_schema_extra={"missing": N_("Say why in a few words.")}
    )


class RecusalForm(WordsForm):
    is_relative: bool = False


class DecisionForm(BaseModel):
    reasons: list[str] = []
    explanation: str = Field(default="", max_length=4000)


class SeatForm(BaseModel):
    account: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})
    seat: str = Field(pattern="^(chair|member|alternate)$")


class RulesForm(BaseModel):
    quorum_per_cent: int = Field(ge=50, le=100)
    quorum_minimum: int = Field(ge=2, le=15)
    has_casting_vote: bool = False
    reason: str = Field(min_length=3, max_length=500)
