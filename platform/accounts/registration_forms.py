"""The questions of the registration, checked for form."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from wethaq.platform.accounts.forms import MAX_PASSWORD_LENGTH
from wethaq.platform.accounts.registration_policy import Step
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation.dates import Calendar, EnteredDate, parse_date_input
from wethaq.platform.localisation.normalise import normalise_national_id
from wethaq.platform.localisation.unreadable import UnreadableInputError
from wethaq.platform.people.forms import NAME_MAX_LENGTH, NameForm
from wethaq.platform.people.policy.places import PLACES
from wethaq.platform.people.records import Sex
from wethaq.platform.web.forms import field_error

ID_WRONG = N_("Check the number: an ID or Iqama has 10 digits and begins with 1 or 2.")


def _required(words: str, **options: Any) -> Any:
    return Field(json_schema_extra={"missing": words}, **options)


def _national_id(typed: str) -> str:
    digits = normalise_national_id(typed)
    if digits is None:
        raise field_error(ID_WRONG)
    return digits


def _place(typed: str) -> str:
    if typed not in PLACES:
        raise field_error(N_("Choose a governorate or region from the list."))
    return typed


class BirthDateForm(BaseModel):
    """The three boxes and the calendar; `read_birth_date` makes a date of them."""

    birth_date_day: str | None = None
    birth_date_month: str | None = None
    birth_date_year: str | None = None
    birth_date_calendar: Calendar = Calendar.HIJRI


class SexForm(BaseModel):
    sex: Sex = _required(N_("Choose one of the two."))


class IdentityForm(BaseModel):
    national_id: Annotated[str, AfterValidator(_national_id)] | None = None


class RegionForm(BaseModel):
    """The home as far as it is asked for at first: street and nationality follow in one's own file."""

    governorate: Annotated[str, AfterValidator(_place)] = _required(N_("Choose where you live."))
    city: str | None = Field(default=None, max_length=NAME_MAX_LENGTH)


class EarlierFileForm(BaseModel):
    has_earlier_file: Literal["yes", "no"] = _required(N_("Choose one of the answers."))


class PasswordForm(BaseModel):
    password: str | None = Field(default=None, max_length=MAX_PASSWORD_LENGTH)


FORM_OF: dict[Step, type[BaseModel]] = {
    Step.NAME: NameForm,
    Step.BIRTH_DATE: BirthDateForm,
    Step.SEX: SexForm,
    Step.IDENTITY: IdentityForm,
    Step.HOME: RegionForm,
    Step.EARLIER_FILE: EarlierFileForm,
    Step.PASSWORD: PasswordForm,
}


def read_birth_date(values: dict[str, Any]) -> EnteredDate:
    """Make a date of the boxes, in their calendar. Raises InvalidInputError at `birth_date`."""
    try:
        return parse_date_input(
            values.get("birth_date_day"),
            values.get("birth_date_month"),
            values.get("birth_date_year"),
            values.get("birth_date_calendar") or Calendar.HIJRI,
        )
    except UnreadableInputError as error:
        raise InvalidInputError({"birth_date": str(error)}, values) from None
