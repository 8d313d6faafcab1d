"""What matching keeps. Nothing here names anybody: names stay in the person's file."""

from wethaq.matching.tables.meetings import ContractRow, ExamRow, FeedbackRow, FollowUpRow, MeetingRow
from wethaq.matching.tables.profiles import (
    BlockRow,
    KinshipRow,
    PhotoRow,
    ProfileRow,
    ReferenceRow,
    SensitiveFactRow,
    VerificationRow,
    WaliRow,
)
from wethaq.matching.tables.proposals import (
    FreezeRow,
    PhotoOpeningRow,
    PlaceRow,
    ProposalRow,
    ProposalStepRow,
    YesRow,
)
from wethaq.matching.tables.work import (
    BreakGlassRow,
    MatchmakerNoteRow,
    MatchmakerRow,
    RoundPersonRow,
    RoundRow,
    RoundTermsRow,
    TraitSwitchRow,
)

__all__ = [
    "BlockRow",
    "BreakGlassRow",
    "ContractRow",
    "ExamRow",
    "FeedbackRow",
    "FollowUpRow",
    "FreezeRow",
    "KinshipRow",
    "MatchmakerNoteRow",
    "MatchmakerRow",
    "MeetingRow",
    "PhotoOpeningRow",
    "PhotoRow",
    "PlaceRow",
    "ProfileRow",
    "ProposalRow",
    "ProposalStepRow",
    "ReferenceRow",
    "RoundPersonRow",
    "RoundRow",
    "RoundTermsRow",
    "SensitiveFactRow",
    "TraitSwitchRow",
    "VerificationRow",
    "WaliRow",
    "YesRow",
]
