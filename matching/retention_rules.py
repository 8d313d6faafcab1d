"""How long matching keeps what; handed to the platform's schedule by app.py."""

from typing import Final

from wethaq.matching.forgetting import (
    forget_closed_profiles,
    forget_old_proposals,
    forget_unfinished_profiles,
)
from wethaq.platform.errors import N_
from wethaq.platform.retention.schedule import RetentionRule

RETENTION_RULES: Final = (
    RetentionRule(
        "matching",
        N_("Matchmaking: profiles, guardians, references, photos and what matchmakers wrote"),
        N_("Five years after the profile was closed; a class of data at once when its consent is withdrawn"),
        (
            "matching_profile",
            "matching_sensitive_fact",
            "matching_wali",
            "matching_reference",
            "matching_verification",
            "matching_photo",
            "matching_kinship",
            "matching_block",
            "matching_note",
            "matching_break_glass",
            "matching_exam",
            "matching_follow_up",
            "matching_round_person",
        ),
        forget_closed_profiles,
    ),
    RetentionRule(
        "matching_drafts",
        N_("Matchmaking profiles that were begun and never sent for review"),
        N_("One year after the last change"),
        ("matching_profile",),
        forget_unfinished_profiles,
    ),
    RetentionRule(
        "matching_proposals",
        N_("Proposals: reasons, meetings, feedback and reports of misuse"),
        N_("Five years after the proposal ended; stages and dates stay without a name"),
        ("matching_proposal", "matching_meeting", "matching_feedback", "matching_freeze", "matching_yes"),
        forget_old_proposals,
    ),
    RetentionRule(
        "matchmakers",
        N_("Who keeps a portfolio, and the time they have"),
        N_("As long as the matchmaker works here"),
        ("matching_matchmaker",),
    ),
)
