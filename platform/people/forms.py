"""What is typed about a person, checked field by field; all problems are told at once."""

import re
import unicodedata
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from wethaq.platform.actors import Channel
from wethaq.platform.errors import N_
from wethaq.platform.localisation.dates import Calendar, EnteredDate, entered_date, parse_date_input
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.localisation.languages import Language
from wethaq.platform.localisation.normalise import (
    normalise_email,
    normalise_mobile,
    normalise_national_id,
    single_line,
)
from wethaq.platform.people.choices import is_country
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.people.policy.places import PLACES
from wethaq.platform.people.records import CandidateStatus, Person, PersonDetails, Sex
from wethaq.platform.web.forms import field_error

NAME_MAX_LENGTH: Final = 60
LINE_MAX_LENGTH: Final = 200
_NAME_MARKS: Final = re.compile(r"[\s.'’\-ـ]")


def _name(typed: str) -> str:
    """Keep a name as it is written; refuse digits and signs, which are slips of the keyboard."""
    name = single_line(typed) or ""
    letters = _NAME_MARKS.sub("", name)
    kinds = {unicodedata.category(letter)[0] for letter in letters}
    # A mark without a letter under it has no key to be found by.
    if "L" not in kinds or not kinds <= {"L", "M"}:
        raise field_error(N_("Write the name in letters only."))
    return name


def _mobile(typed: str) -> str:
    if (mobile := normalise_mobile(typed)) is None:
        raise field_error(N_("Enter a mobile number that begins with 05, or with + and the country."))
    return mobile


def _email(typed: str) -> str:
    if (email := normalise_email(typed)) is None:
        raise field_error(N_("Enter an e-mail address, such as name@example.com."))
    return email


def _national_id(typed: str) -> str:
    if (national_id := normalise_national_id(typed)) is None:
        raise field_error(N_("Check the number: an ID or Iqama has 10 digits and begins with 1 or 2."))
    return national_id


def _country(typed: str) -> str:
    if not is_country(typed):
        raise field_error(N_("Choose a country from the list."))
    return typed


def _place(typed: str) -> str:
    if typed not in PLACES:
        raise field_error(N_("Choose a governorate or region from the list."))
    return typed


def _asked(words: str, **options: Any) -> Any:
    """Return a field that must be filled in, with its own words for when it isn't."""
    return Field(json_schema_extra={"missing": words}, **options)


Name = Annotated[str, AfterValidator(_name)]
Line = Annotated[str, AfterValidator(single_line)]


class SectionForm(BaseModel):
    """A part of a person's file that is filled in together."""

    def changes(self) -> dict[str, Any]:
        """Return the details that the form sets."""
        return self.model_dump()


class NameForm(SectionForm):
    first_name: Name = _asked(N_("Write the first name."), max_length=NAME_MAX_LENGTH)
    father_name: Name = _asked(N_("Write the father's name."), max_length=NAME_MAX_LENGTH)
    grandfather_name: Name = _asked(N_("Write the grandfather's name."), max_length=NAME_MAX_LENGTH)
    family_name: Name = _asked(N_("Write the family name."), max_length=NAME_MAX_LENGTH)


class IdentityForm(SectionForm):
    """Sex, birth and ID. The date is read of its three boxes in the calendar chosen beside them."""

    sex: Sex = _asked(N_("Choose woman or man."))
    birth_date_calendar: Calendar = Calendar.HIJRI
    birth_date_day: str | None = None
    birth_date_month: str | None = None
    birth_date_year: str | None = None
    birth_date: EnteredDate | None = Field(default=None, validate_default=True)
    national_id: Annotated[str, AfterValidator(_national_id)] | None = None

    @field_validator("birth_date", mode="before")
    @classmethod
    def read_birth_date(cls, _: Any, info: ValidationInfo) -> EnteredDate:
        """Make a date of the boxes; its problem is told at `birth_date`."""
        day, month, year = (info.data.get(f"birth_date_{box}") for box in ("day", "month", "year"))
        if not (day or month or year):
            raise field_error(N_("Enter the date of birth."))
        return parse_date_input(day, month, year, info.data.get("birth_date_calendar") or Calendar.HIJRI)

    def changes(self) -> dict[str, Any]:
        assert self.birth_date is not None  # noqa: S101 - the validator has refused an empty one
        return {
            "sex": self.sex,
            "birth_date": self.birth_date.on,
            "birth_calendar": self.birth_date.calendar,
            "national_id": self.national_id,
        }


class ContactForm(SectionForm):
    """How to be reached; one of mobile and e-mail at least, or nobody could ever be answered."""

    email: Annotated[str, AfterValidator(_email)] | None = None
    mobile: Annotated[str, AfterValidator(_mobile)] | None = Field(default=None, validate_default=True)

    @field_validator("mobile", mode="after")
    @classmethod
    def ensure_reachable(cls, mobile: str | None, info: ValidationInfo) -> str | None:
        if mobile is None and info.data.get("email", "") is None:
            raise field_error(N_("Enter a mobile number or an e-mail address, so that we can reply."))
        return mobile


class HomeForm(SectionForm):
    governorate: Annotated[str, AfterValidator(_place)] = _asked(N_("Choose where the person lives."))
    city: Line | None = Field(default=None, max_length=NAME_MAX_LENGTH)
    address: Line | None = Field(default=None, max_length=LINE_MAX_LENGTH)
    nationality: Annotated[str, AfterValidator(_country)] | None = None


class WishesForm(SectionForm):
    """How the person wants to be treated: language, channel and what must not happen."""

    language: Language = "ar"
    preferred_channel: Channel = Channel.SMS
    digits: DigitShapes = DigitShapes.ASCII
    safe_contact: frozenset[SafeContactRule] = frozenset()


class WalkInForm(ContactForm, IdentityForm, NameForm):
    """Twelve questions at most, so that nobody waits at the counter (intake, call-centre view).

    Pydantic takes the fields of the last base first, so the bases stand in reverse.
    """

    governorate: Annotated[str, AfterValidator(_place)] = _asked(N_("Choose where the person lives."))
    safe_contact: frozenset[SafeContactRule] = frozenset()
    channel: Channel = _asked(N_("Choose how the person reached us."))
    has_compared: bool = False

    def details(self) -> PersonDetails:
        """Return the new file's details."""
        return PersonDetails(
            **NameForm.model_dump(self, include=set(NameForm.model_fields)),
            **IdentityForm.changes(self),
            mobile=self.mobile,
            email=self.email,
            governorate=self.governorate,
            safe_contact=self.safe_contact,
            preferred_channel=Channel.SMS if self.mobile else Channel.EMAIL,
        )


class ChildForm(IdentityForm, NameForm):
    """A child whom somebody adds to their own file, and what they are to the child."""

    relation: Relation = _asked(N_("Choose what you are to the child."))

    def details(self) -> PersonDetails:
        """Return the new file's details."""
        return PersonDetails(
            **NameForm.model_dump(self, include=set(NameForm.model_fields)), **IdentityForm.changes(self)
        )


class GuardianForm(BaseModel):
    """Who is to act for the child of a file, by an ID or mobile that finds exactly one person."""

    guardian: str = _asked(N_("Enter the guardian's ID or mobile number."), max_length=NAME_MAX_LENGTH)
    relation: Relation = _asked(N_("Choose what the guardian is to the child."))


class EvidenceForm(BaseModel):
    """What the officer has seen, and what follows from it."""

    evidence: Line | None = Field(default=None, max_length=LINE_MAX_LENGTH)
    is_verified: bool = _asked(N_("Choose whether the guardianship is proved."))


class DecisionForm(BaseModel):
    """An officer's word on two files."""

    decision: Literal[CandidateStatus.SAME, CandidateStatus.DIFFERENT] = _asked(
        N_("Choose whether the two files are one person's.")
    )


SECTIONS: Final[dict[str, type[SectionForm]]] = {
    "name": NameForm,
    "identity": IdentityForm,
    "contact": ContactForm,
    "home": HomeForm,
    "wishes": WishesForm,
}
"""The parts of a file that are changed one at a time, by the last word of their address."""


def changed(person: Person, form: SectionForm) -> PersonDetails:
    """Return the person's details with what the form says."""
    return replace(person, **form.changes())


def values_of(person: Person) -> dict[str, Any]:
    """Return a file as its forms show it, its birth date in the calendar it was given in."""
    born = entered_date(person.birth_date, person.birth_calendar) if person.birth_date else None
    boxes = ("calendar", "day", "month", "year") if born else ()
    names = set(PersonDetails.__slots__) - {"birth_date", "birth_calendar", "safe_contact"}
    return {
        **{name: getattr(person, name) for name in names},
        **{f"birth_date_{box}": str(getattr(born, box)) for box in boxes},
        "safe_contact": sorted(person.safe_contact),
    }
