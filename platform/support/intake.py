"""The support request as intake needs to know it; app.py passes it on."""

from typing import Final

from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.services import IntakePolicy
from wethaq.platform.intake.policy.statuses import DecisionPath
from wethaq.platform.support.checklist import CHECKLIST
from wethaq.platform.support.questions import QUESTIONS, SECTIONS

SUPPORT_POLICY: Final = IntakePolicy(
    code="support",
    title=N_("Support request"),
    summary=N_("Help for a family in need, studied in confidence and answered by the research committee."),
    path=DecisionPath.COMMITTEE,
    sections=SECTIONS,
    questions=QUESTIONS,
    checklist=CHECKLIST,
    consents=("intake.support.processing",),
    what_you_need=(
        N_("Your national ID or Iqama, and your family record: you show them to us, we keep no copy"),
        N_("Proof of income, as a picture or a PDF"),
        N_("Your lease, if you rent"),
    ),
    minutes_to_apply=15,
)
