"""What the pages of a profile send."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from wethaq.matching.appearance import Appearance
from wethaq.matching.blocks import BlockKind
from wethaq.matching.policy.own_words import MOST_LETTERS
from wethaq.matching.policy.profiles import Importance, Window, Wish
from wethaq.matching.policy.traits import Fact, Kind, Trait
from wethaq.platform.consent.service import GrantMethod
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.localisation.normalise import normalise_mobile, single_line
from wethaq.platform.web.forms import field_error

NOT_STATED: Final = "not_stated"
_CHOOSE: Final = N_("Choose one of the answers.")
MOST_WORDS: Final = 600
MOST_DIGITS: Final = 4


def _mobile(typed: str) -> str:
    if (mobile := normalise_mobile(typed)) is None:
        raise field_error(N_("Enter a mobile number that begins with 05, or with + and the country."))
    return mobile


def _line(typed: str) -> str:
    line = single_line(typed)
    if not line:
        raise field_error(N_("Write the name."))
    return line


Mobile = Annotated[str, AfterValidator(_mobile)]
Line = Annotated[str, AfterValidator(_line)]


class ConsentFields(BaseModel):
    """A consent that is given on the page of the thing itself; at the desk with how it was given."""

    consent: UUID | None = None
    method: GrantMethod = GrantMethod.WEB
    witness: str | None = Field(default=None, max_length=160)


class FactForm(ConsentFields):
    answer: list[str] = []
    words: str | None = Field(default=None, max_length=MOST_WORDS)

    def fact(self, trait: Trait) -> Fact | None:
        """Return the answer, None for not stated; raises InvalidInputError beside the question."""
        given = [text for text in self.answer if text]
        if given == [NOT_STATED]:
            return None
        if trait.kind is Kind.NUMBER:
            return _number(trait, given[0] if given else "", "answer")
        known = [text for text in given if text in trait.value_codes]
        if not known or (trait.kind is not Kind.MULTI and len(known) > 1):
            raise InvalidInputError({"answer": gettext(_CHOOSE)})
        return frozenset(known) if trait.kind is Kind.MULTI else known[0]


class WishForm(BaseModel):
    importance: Importance = Field(json_schema_extra={"missing": _CHOOSE})
    welcome: list[str] = []
    acceptable: list[str] = []
    low: str | None = None
    ideal_low: str | None = None
    ideal_high: str | None = None
    high: str | None = None
    excludes_unstated: str | None = None

    def wish(self, trait: Trait) -> Wish:
        """Return the wish; raises InvalidInputError for what isn't a number or not in its order."""
        is_number = trait.kind is Kind.NUMBER and self.importance is not Importance.IGNORED
        offered = frozenset(trait.value_codes)
        welcome = frozenset(self.welcome) & offered
        return Wish(
            trait=trait.code,
            importance=self.importance,
            welcome=welcome,
            acceptable=frozenset(self.acceptable) & offered - welcome,
            window=self._window(trait) if is_number else None,
            excludes_unstated=self.importance is Importance.HARD and self.excludes_unstated == "yes",
        )

    def _window(self, trait: Trait) -> Window:
        low, high = _number(trait, self.low or "", "low"), _number(trait, self.high or "", "high")
        ideal_low = _number(trait, self.ideal_low, "ideal_low") if self.ideal_low else low
        ideal_high = _number(trait, self.ideal_high, "ideal_high") if self.ideal_high else high
        if not low <= ideal_low <= ideal_high <= high:
            raise InvalidInputError(
                {"low": gettext("Write the numbers in their order: the least, then the best, then the most.")}
            )
        return Window(low, ideal_low, ideal_high, high)


class WordsForm(BaseModel):
    words: str | None = Field(default=None, max_length=MOST_LETTERS)


class AppearanceForm(ConsentFields):
    choice: Appearance = Field(json_schema_extra={"missing": _CHOOSE})


class WaliForm(BaseModel):
    name: Line = Field(max_length=160, json_schema_extra={"missing": N_("Write the name.")})
    relation: str = Field(max_length=24, json_schema_extra={"missing": _CHOOSE})
    mobile: Mobile | None = None


class ReferenceForm(BaseModel):
    name: Line = Field(max_length=160, json_schema_extra={"missing": N_("Write the name.")})
    relation: str = Field(max_length=24, json_schema_extra={"missing": _CHOOSE})
    mobile: Mobile = Field(json_schema_extra={"missing": N_("Write the mobile number.")})


class BlockForm(BaseModel):
    kind: BlockKind = Field(json_schema_extra={"missing": _CHOOSE})
    label: str = Field(max_length=160, json_schema_extra={"missing": N_("Write a number or a name.")})


class CovenantForm(BaseModel):
    text_id: UUID = Field(json_schema_extra={"missing": N_("Please read it again, then sign.")})
    signed_name: str = Field(
        max_length=160, json_schema_extra={"missing": N_("Write your full name as a signature.")}
    )


class StepForm(BaseModel):
    purpose: str = Field(max_length=40, json_schema_extra={"missing": _CHOOSE})
    text_id: UUID | None = None
    method: GrantMethod = GrantMethod.WEB
    witness: str | None = Field(default=None, max_length=160)


class BeginningForm(BaseModel):
    """At the desk: how the person came."""

    channel: str | None = Field(default=None, max_length=16)


def _number(trait: Trait, typed: str, field: str) -> int:
    digits = ascii_digits(typed).strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    if not is_number or not trait.lowest <= int(digits) <= trait.highest:
        words = gettext(
            "Enter a whole number from %(low)s to %(high)s.", low=trait.lowest, high=trait.highest
        )
        raise InvalidInputError({field: words})
    return int(digits)
