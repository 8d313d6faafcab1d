"""What the pages of a booking send."""

from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.safety import SafetyAnswer
from wethaq.counseling.policy.services import Modality
from wethaq.platform.errors import N_
from wethaq.platform.people.records import Sex

MOST_COMPANIONS = 20
LONG = 2_000


def _chosen(missing: str) -> Any:
    return Field(json_schema_extra={"missing": missing})


class SafetyForm(BaseModel):
    in_danger: SafetyAnswer = _chosen(N_("Choose one of the answers; you may also keep it to yourself."))
    afraid: SafetyAnswer = _chosen(N_("Choose one of the answers; you may also keep it to yourself."))
    self_harm: SafetyAnswer = _chosen(N_("Choose one of the answers; you may also keep it to yourself."))


class UrgentCallForm(BaseModel):
    is_in_danger: SafetyAnswer = _chosen(N_("Say whether somebody is in danger at this moment."))
    part_of_day: PartOfDay = PartOfDay.ANY
    wish: str | None = Field(default=None, max_length=LONG)


class ServiceForm(BaseModel):
    service: str = _chosen(N_("Choose what you would like to speak about."))


class SpouseForm(BaseModel):
    spouse_address: str = _chosen(N_("Write your spouse's mobile number or e-mail."))


class FamilyForm(BaseModel):
    children: list[UUID] = []
    companions: int = Field(default=0, ge=0, le=MOST_COMPANIONS)


class PreferencesForm(BaseModel):
    modality: Modality = _chosen(N_("Choose how you would like to meet."))
    sex: Sex | None = None
    language: str | None = Field(default=None, pattern="^(ar|en)$")
    part_of_day: PartOfDay = PartOfDay.ANY
    governorate: str | None = Field(default=None, max_length=24)
    counselor_id: UUID | None = None


class TimeForm(BaseModel):
    starts_at: AwareDatetime = _chosen(N_("Choose one of the free times."))
