"""What the pages of intake send."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request
from pydantic import BaseModel, Field

from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import Calendar, parse_date_input
from wethaq.platform.localisation.unreadable import UnreadableInputError
from wethaq.platform.web.forms import read_upload

LONG = 2_000


def _required(missing: str, *, max_length: int = LONG) -> str:
    field: str = Field(max_length=max_length, json_schema_extra={"missing": missing})
    return field


class ResponsibilitiesForm(BaseModel):
    is_read: str = _required(N_("Tick the box when you have read your responsibilities."), max_length=4)


class DeclarationForm(BaseModel):
    seen_hash: str = _required(N_("Check your answers again."), max_length=64)
    is_confirmed: str = _required(N_("Tick the box to confirm that what you gave is correct."), max_length=4)
    signed_name: str = _required(N_("Write your full name as a signature."), max_length=160)


class MessageForm(BaseModel):
    message: str = _required(N_("Write your message first."))


class GroundsForm(BaseModel):
    grounds: str = _required(N_("Write why you think the decision should be looked at again."))


class TrackingForm(BaseModel):
    number: str = _required(N_("Enter the request's number, such as W-1448-00231."), max_length=40)


class TrackingCodeForm(TrackingForm):
    code: str = _required(N_("Enter the six digits that we sent you."), max_length=12)


class ReasonForm(BaseModel):
    reason: str = _required(N_("Say why in a few words."))


class QuestionForm(BaseModel):
    question: str = _required(N_("Write the question."))


class AnswerForm(BaseModel):
    answer: str = _required(N_("Write the answer."))


class ExceptionForm(BaseModel):
    state: str = _required(N_("Choose one of the answers."), max_length=16)
    reason: str = _required(N_("Say why in a few words."))


class ExpiryForm(BaseModel):
    """The last valid day of a document, in whichever calendar is printed on it."""

    expires_day: str | None = Field(default=None, max_length=2)
    expires_month: str | None = Field(default=None, max_length=2)
    expires_year: str | None = Field(default=None, max_length=4)
    expires_calendar: Calendar = Calendar.HIJRI

    def expires_on(self) -> date | None:
        """Return the day, or None when the boxes are empty; raises InvalidInputError."""
        if not (self.expires_day or self.expires_month or self.expires_year):
            return None
        try:
            entered = parse_date_input(
                self.expires_day, self.expires_month, self.expires_year, self.expires_calendar
            )
        except UnreadableInputError as problem:
            raise InvalidInputError({"expires": str(problem)}, self.model_dump()) from None
        return entered.on


class SignatureForm(BaseModel):
    method: str = _required(N_("Choose how the applicant signed."), max_length=16)
    signed_name: str = _required(N_("Write the applicant's name as signed."), max_length=160)
    witness_id: UUID | None = None


class OfficerForm(BaseModel):
    officer_id: UUID = Field(json_schema_extra={"missing": N_("Choose a colleague.")})


class DecisionForm(BaseModel):
    outcome: str = _required(N_("Choose one of the answers."), max_length=16)
    reason: str | None = Field(default=None, max_length=LONG)


class DeliveryForm(BaseModel):
    what: str = _required(N_("Write what was provided."))


async def chosen_file(request: Request[Any, Any, Any], field: str = "file") -> tuple[str, bytes]:
    """Return the name and content of the file that was sent; raises InvalidInputError without one."""
    sent = await read_upload(request, field)
    if sent is None:
        raise InvalidInputError({field: gettext("Choose a file.")})
    return sent


def name_too_short() -> InvalidInputError:
    """Return the error for a signature that is only a first name."""
    return InvalidInputError({"signed_name": gettext("Write at least your first name and your family name.")})
