"""What is matched before a support request goes to the committee (H2).

Identity card and family record are official identity documents: they are
seen by an officer and never copied (PDPL, article 28).
"""

from typing import Final

from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.checklist import ChecklistItem, Evidence
from wethaq.platform.support import policy

CHECKLIST: Final = (
    ChecklistItem(
        code="identity",
        title=N_("National ID or Iqama"),
        hint=N_("Show us the original, or open it in the Tawakkalna app. We don't keep a copy."),
        evidence=Evidence.SEEN,
        has_expiry=True,
    ),
    ChecklistItem(
        code="family_record",
        title=N_("Family record"),
        hint=N_("Show us the original, or open it in the Absher app. We don't keep a copy."),
        evidence=Evidence.SEEN,
        questions=("marital_status", "household_size", "dependants"),
        applies=policy.lives_with_others,
        not_needed_because=N_("The applicant lives alone."),
    ),
    ChecklistItem(
        code="income_proof",
        title=N_("Proof of income"),
        hint=N_(
            "A salary certificate, a pension or social security statement, or a social insurance print-out. "
            "Without an income, the print-out that shows so."
        ),
        evidence=Evidence.UPLOAD,
        questions=("income_band", "income_sources"),
    ),
    ChecklistItem(
        code="lease",
        title=N_("Lease"),
        hint=N_("The contract from the Ejar platform, still in force."),
        evidence=Evidence.UPLOAD,
        has_expiry=True,
        questions=("housing", "monthly_rent"),
        applies=policy.pays_rent,
        not_needed_because=N_("The applicant doesn't rent."),
    ),
    ChecklistItem(
        code="status_deed",
        title=N_("Divorce deed or death certificate"),
        hint=N_("Only the page that shows the names and the date."),
        evidence=Evidence.UPLOAD,
        questions=("marital_status",),
        applies=policy.has_deed,
        not_needed_because=N_("The applicant is neither divorced nor widowed."),
    ),
    ChecklistItem(
        code="medical_report",
        title=N_("Medical report"),
        hint=N_("If you like: it helps us understand a health need. You may also leave it out."),
        evidence=Evidence.UPLOAD,
        is_required=False,
        questions=("support_kinds", "dependant_kinds"),
        applies=policy.has_health_needs,
        not_needed_because=N_("The request names no health need."),
    ),
    ChecklistItem(
        code="conversation",
        title=N_("Need and situation, talked through"),
        hint=N_(
            "Read the need and the situation back to the applicant, and make sure that you understood them."
        ),
        evidence=Evidence.ANSWERS,
        questions=("support_kinds", "urgency", "urgent_reason", "situation"),
    ),
)
