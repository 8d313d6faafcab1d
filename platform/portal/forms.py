"""The forms of "ask us"."""

from pydantic import BaseModel, Field, field_validator

from wethaq.platform.accounts.addresses import AddressUnclearError
from wethaq.platform.errors import N_
from wethaq.platform.localisation.normalise import normalise_email, normalise_mobile
from wethaq.platform.web.forms import field_error

LONGEST_QUESTION = 4000


class QuestionForm(BaseModel):
    """A name and an address only if the asker likes."""

    question: str = Field(
        min_length=5, max_length=LONGEST_QUESTION, json_schema_extra={"missing": N_("Write your question.")}
    )
    name: str | None = Field(default=None, max_length=120)
    address: str | None = Field(default=None, max_length=254)

    @field_validator("address")
    @classmethod
    def _is_readable(cls, typed: str | None) -> str | None:
        if typed and not (normalise_email(typed) or normalise_mobile(typed)):
            raise field_error(AddressUnclearError.message)
        return typed


class CodeForm(BaseModel):
    code: str = Field(max_length=40, json_schema_extra={"missing": N_("Enter the code of your question.")})


class AnswerForm(BaseModel):
    answer: str = Field(
        min_length=2, max_length=LONGEST_QUESTION, json_schema_extra={"missing": N_("Write the answer.")}
    )
