"""What is matched before a request for matchmaking goes to the committee (H2).

All of it is shown or talked through; nothing is copied (PDPL, article 28).
"""

from typing import Final

from wethaq.matching.intake import concerns
from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.checklist import ChecklistItem, Evidence

IDENTITY: Final = "identity"
MARITAL_PROOF: Final = "marital_proof"
DEED: Final = "deed"
WALI: Final = "wali"
PROFILE: Final = "profile"
REFERENCES: Final = "references"

CHECKLIST: Final = (
    ChecklistItem(
        code=IDENTITY,
        title=N_("National ID or Iqama"),
        hint=N_("Show us the original, or open it in the Tawakkalna app. We don't keep a copy."),
        evidence=Evidence.SEEN,
        has_expiry=True,
    ),
    ChecklistItem(
        code=MARITAL_PROOF,
        title=N_("Proof of marital status"),
        hint=N_(
            "The family record in the Absher app, or a statement of marital status. It holds for 90 days: its last "
            "valid day is 90 days after the day it was issued."
        ),
        evidence=Evidence.SEEN,
        has_expiry=True,
        questions=("status_of_woman", "status_of_man", "wives_now"),
    ),
    ChecklistItem(
        code=DEED,
        title=N_("Divorce deed or death certificate"),
        hint=N_(
            "Its date tells when the waiting period ends; correct the days if they were reckoned wrongly."
        ),
        evidence=Evidence.SEEN,
        questions=("status_of_woman", "status_of_man", "waiting_is_over", "waiting_days"),
        applies=concerns.was_married,
        not_needed_because=N_("The applicant is neither divorced nor widowed."),
    ),
    ChecklistItem(
        code=WALI,
        title=N_("Guardian: relation talked through"),
        hint=N_("Ask nothing of him: he isn't contacted before she allows it."),
        evidence=Evidence.ANSWERS,
        questions=("wali_relation",),
        applies=concerns.is_woman,
        not_needed_because=N_("A man needs no guardian to marry."),
    ),
    ChecklistItem(
        code=PROFILE,
        title=N_("Profile complete, covenant signed"),
        hint=N_("The applicant writes it in their file or with a colleague; what lacks is listed there."),
        evidence=Evidence.ANSWERS,
    ),
    ChecklistItem(
        code=REFERENCES,
        title=N_("Two references spoken to"),
        hint=N_(
            "Both are named in the profile. Note that you spoke with them; what they said is kept there."
        ),
        evidence=Evidence.ANSWERS,
    ),
)
