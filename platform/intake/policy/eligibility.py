"""R1: whom a service is for, told early and politely, with where else to turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_
from wethaq.platform.people.policy.places import TABUK_GOVERNORATES

ADULT_AGE: Final = 18


class RuleResult(StrEnum):
    """What a rule says of an applicant."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    """The file lacks the fact; an officer clears it up, nobody is turned away."""


@dataclass(frozen=True, slots=True)
class ApplicantFacts:
    """What rules may look at; deliberately little."""

    governorate: str | None
    birth_date: date | None
    today: date
    has_guardian: bool = False
    """An officer has verified who acts for them."""

    @property
    def age(self) -> int | None:
        """Full years, or None when the birth date isn't known."""
        if self.birth_date is None:
            return None
        had_birthday = (self.today.month, self.today.day) >= (self.birth_date.month, self.birth_date.day)
        return self.today.year - self.birth_date.year - (0 if had_birthday else 1)


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A condition with an id and a version, so that an outcome can be explained years later.

    `condition` says the rule on the service's page, `explanation` says it to
    someone who doesn't meet it; both are msgids.
    """

    code: str
    version: int
    condition: str
    explanation: str
    check: Callable[[ApplicantFacts], RuleResult]
    is_about_place: bool = False


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule's answer for one applicant on one day; stored as it was."""

    rule: EligibilityRule
    result: RuleResult


def judge(rules: Sequence[EligibilityRule], facts: ApplicantFacts) -> list[RuleOutcome]:
    """Ask every rule, so that the applicant hears all reasons at once."""
    return [RuleOutcome(rule, rule.check(facts)) for rule in rules]


def unmet(outcomes: Sequence[RuleOutcome]) -> list[RuleOutcome]:
    """Return the conditions that the applicant certainly doesn't meet."""
    return [outcome for outcome in outcomes if outcome.result is RuleResult.NOT_MET]


def lives_in_tabuk_region(facts: ApplicantFacts) -> RuleResult:
    """R1: the association serves the governorates of the Tabuk region."""
    if facts.governorate is None:
        return RuleResult.UNKNOWN
    return RuleResult.MET if facts.governorate in TABUK_GOVERNORATES else RuleResult.NOT_MET


def is_adult(facts: ApplicantFacts) -> RuleResult:
    """Tell whether the applicant may sign for themselves, or has a guardian who does (policy B)."""
    if facts.has_guardian:
        return RuleResult.MET
    if facts.age is None:
        return RuleResult.UNKNOWN
    return RuleResult.MET if facts.age >= ADULT_AGE else RuleResult.NOT_MET


IN_SCOPE: Final = EligibilityRule(
    code="scope.tabuk_region",
    version=1,
    condition=N_("You live in one of the governorates of the Tabuk region."),
    explanation=N_("You live outside the Tabuk region, which is as far as our licence lets us serve."),
    check=lives_in_tabuk_region,
    is_about_place=True,
)
ADULT: Final = EligibilityRule(
    code="applicant.adult",
    version=2,
    condition=N_("You are 18 or older, or you apply as a child's guardian."),
    explanation=N_("You are under 18, so a parent or guardian has to apply for you."),
    check=is_adult,
)


@dataclass(frozen=True, slots=True)
class OtherAssociation:
    """Somewhere else to turn; `region` is a msgid."""

    name: str
    region: str
    offers: str


OTHER_ASSOCIATIONS: Final = (
    OtherAssociation(
        N_("Almawaddah Association for Family Development"),
        N_("Makkah region"),
        N_("Family counseling, awareness and care for families"),
    ),
    OtherAssociation(
        N_("Weam Association for Family Development"),
        N_("Eastern Province"),
        N_("Preparation for marriage, family counseling and family awareness"),
    ),
    OtherAssociation(
        N_("Osarah Association for Family Development in Buraydah"),
        N_("Qassim region"),
        N_("Preparation for marriage, family counseling and family awareness"),
    ),
    OtherAssociation(
        N_("Ibn Baz Charity for Marriage Facilitation and Family Care"),
        N_("Riyadh region"),
        N_("Support for those about to marry and for families"),
    ),
)

NATIONAL_HELP: Final[Mapping[str, str]] = {
    "19911": N_("Ministry of Human Resources and Social Development, for social security and support"),
    "1919": N_("Domestic violence reporting centre, day and night"),
    "937": N_("Ministry of Health, for medical and psychological advice"),
}
