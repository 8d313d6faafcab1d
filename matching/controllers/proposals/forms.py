"""What the two, and her guardian, send about a proposal."""

from uuid import UUID

from pydantic import BaseModel, Field

from wethaq.matching.freezing import Concern
from wethaq.platform.consent.service import PolicyText
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import gettext

WORDS = 1000


class AgreementForm(BaseModel):
    """A yes, with a tick for each text that it asks for."""

    agrees: list[UUID] = Field(default_factory=list, max_length=10)

    def ensure_complete(self, missing: list[PolicyText]) -> None:
        """Refuse to go on without each tick; to leave it is to say "not now", which has a button of its own."""
        if any(text.id not in self.agrees for text in missing):
            words = gettext("Tick each box that you agree to. If you don't wish to, choose “Not now”.")
            raise InvalidInputError({"agrees": words}, {"agrees": [str(each) for each in self.agrees]})


class RefusalForm(BaseModel):
    """Why, for those who like to tell their matchmaker."""

    criteria: list[str] = Field(default_factory=list, max_length=40)
    words: str = Field(default="", max_length=WORDS)


class ConcernForm(BaseModel):
    """What is reported."""

    concern: Concern = Field(json_schema_extra={"missing": N_("Choose what it is about.")})
    words: str = Field(default="", max_length=WORDS)


class WaliRefusalForm(BaseModel):
    """What her guardian tells the association alone."""

    words: str = Field(default="", max_length=WORDS)
