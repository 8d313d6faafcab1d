"""What a matchmaker records of a proposal."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field, field_validator

from wethaq.matching.controllers.desk.forms import FIRST_YEAR, LAST_YEAR, Reason
from wethaq.matching.freezing import FreezeDecision
from wethaq.matching.meeting_keeping import MeetingPlan
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.meetings import MahramRelation, MeetingOutcome
from wethaq.platform.errors import N_
from wethaq.platform.localisation.dates import RIYADH
from wethaq.platform.web.forms import field_error

NAME: Final = 160
DAY_MISSING: Final = N_("Choose a day.")


def _near(on: date) -> date:
    """Keep a day within the years that both calendars know."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise field_error(N_("Please check this answer."))
    return on


class WaliForm(BaseModel):
    """Before whom he said yes."""

    witness: str = Field(
        min_length=2, max_length=NAME, json_schema_extra={"missing": N_("Name who was there.")}
    )


class MeetingForm(BaseModel):
    """Where and when, with whom of hers, and who of ours is the host."""

    on: date = Field(json_schema_extra={"missing": DAY_MISSING})
    at: time = Field(json_schema_extra={"missing": N_("Enter an hour such as 16:30.")})
    room: str = Field(min_length=1, max_length=80, json_schema_extra={"missing": N_("Name the room.")})
    mahram_name: str = Field(
        min_length=2, max_length=NAME, json_schema_extra={"missing": N_("Name who comes with her.")}
    )
    mahram_relation: MahramRelation
    host_id: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})

    @field_validator("on")
    @classmethod
    def _is_near(cls, on: date) -> date:
        return _near(on)

    @field_validator("at")
    @classmethod
    def _has_no_zone(cls, at: time) -> time:
        """Refuse an hour of elsewhere: it is meant as it is read in Tabuk."""
        if at.tzinfo is not None:
            raise field_error(N_("Enter an hour such as 16:30."))
        return at

    def plan(self) -> MeetingPlan:
        """Return the meeting that is meant."""
        return MeetingPlan(
            room=self.room,
            starts_at=datetime.combine(self.on, self.at, RIYADH).astimezone(UTC),
            mahram_name=self.mahram_name,
            mahram_relation=self.mahram_relation,
            host_id=self.host_id,
        )


class OutcomeForm(BaseModel):
    """Whether it took place."""

    outcome: MeetingOutcome


class CertificateForm(BaseModel):
    """That a certificate was presented: whose, its date, its one word."""

    party: Literal[Party.WOMAN, Party.MAN]
    issued_on: Annotated[date, Field(json_schema_extra={"missing": DAY_MISSING})]
    compatible: Literal["yes", "no"]

    @field_validator("issued_on")
    @classmethod
    def _is_near(cls, on: date) -> date:
        return _near(on)


class ContractForm(BaseModel):
    """The day of the contract."""

    contracted_on: date = Field(json_schema_extra={"missing": DAY_MISSING})

    @field_validator("contracted_on")
    @classmethod
    def _is_near(cls, on: date) -> date:
        return _near(on)


class FreezeForm(BaseModel):
    """What staff make of a report, and why."""

    decision: FreezeDecision
    decision_words: Reason


class ReasonForm(BaseModel):
    """Why it is closed."""

    reason: Reason
