"""The request for matchmaking as intake needs to know it; app.py passes it on."""

from typing import Final

from wethaq.matching.intake.checklist import CHECKLIST
from wethaq.matching.intake.concerns import known_of
from wethaq.matching.intake.questions import QUESTIONS, SECTIONS
from wethaq.matching.purposes import PROCESSING
from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.eligibility import (
    ADULT_AGE,
    IN_SCOPE,
    ApplicantFacts,
    EligibilityRule,
    RuleResult,
)
from wethaq.platform.intake.policy.services import IntakePolicy
from wethaq.platform.intake.policy.statuses import DecisionPath

SERVICE: Final = "matching"


def is_of_age(facts: ApplicantFacts) -> RuleResult:
    """Tell whether somebody may marry through us: adults alone, whoever acts for a child."""
    if facts.age is None:
        return RuleResult.UNKNOWN
    return RuleResult.MET if facts.age >= ADULT_AGE else RuleResult.NOT_MET


OF_AGE: Final = EligibilityRule(
    code="matching.of_age",
    version=1,
    condition=N_("You are 18 or older. Nobody may apply for a child."),
    explanation=N_("Matchmaking is for adults of 18 years and older. We would be glad to welcome you then."),
    check=is_of_age,
)

MATCHING_REQUEST: Final = IntakePolicy(
    code=SERVICE,
    title=N_("Matchmaking"),
    summary=N_(
        "A confidential profile, studied by the research committee, and proposals that nobody browses."
    ),
    path=DecisionPath.COMMITTEE,
    sections=SECTIONS,
    questions=QUESTIONS,
    checklist=CHECKLIST,
    consents=(PROCESSING.code,),
    rules=(IN_SCOPE, OF_AGE),
    known=known_of,
    what_you_need=(
        N_("Your national ID or Iqama: you show it to us, we keep no copy"),
        N_("Your family record in the Absher app, or a statement of your marital status"),
        N_("The names of two people who know you well"),
    ),
    minutes_to_apply=5,
)
