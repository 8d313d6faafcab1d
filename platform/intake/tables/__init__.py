"""What intake keeps, by noun."""

from wethaq.platform.intake.tables.checklist import ChecklistEntry, RequestDocument
from wethaq.platform.intake.tables.content import Answer, Declaration
from wethaq.platform.intake.tables.conversation import Event, Message, Referral
from wethaq.platform.intake.tables.requests import (
    Appeal,
    Assignment,
    AwaitingPause,
    Beneficiary,
    Request,
    Sequence,
)
from wethaq.platform.intake.tables.surroundings import (
    EligibilityRecord,
    NextStep,
    TermsVersion,
)

TABLES = [
    Answer,
    Appeal,
    Assignment,
    AwaitingPause,
    Beneficiary,
    ChecklistEntry,
    Declaration,
    EligibilityRecord,
    Event,
    Message,
    NextStep,
    Referral,
    Request,
    RequestDocument,
    Sequence,
    TermsVersion,
]

__all__ = [
    "TABLES",
    "Answer",
    "Appeal",
    "Assignment",
    "AwaitingPause",
    "Beneficiary",
    "ChecklistEntry",
    "Declaration",
    "EligibilityRecord",
    "Event",
    "Message",
    "NextStep",
    "Referral",
    "Request",
    "RequestDocument",
    "Sequence",
    "TermsVersion",
]
