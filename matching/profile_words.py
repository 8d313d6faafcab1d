"""A profile's states in words, and the tone of their tags."""

from typing import Final

from wethaq.matching.policy.profiles import MaritalStatus, ProfileState
from wethaq.platform.errors import N_

STATE_WORDS: Final = {
    ProfileState.DRAFT: N_("Being written"),
    ProfileState.IN_REVIEW: N_("With your matchmaker for review"),
    ProfileState.ACTIVE: N_("Active: we look for somebody who suits you"),
    ProfileState.PAUSED: N_("Paused by you"),
    ProfileState.CLOSED: N_("Closed"),
}
STATE_TONE: Final = {
    ProfileState.DRAFT: "new",
    ProfileState.IN_REVIEW: "wait",
    ProfileState.ACTIVE: "good",
    ProfileState.PAUSED: "quiet",
    ProfileState.CLOSED: "quiet",
}
MARITAL_WORDS: Final = {
    MaritalStatus.NEVER_MARRIED: N_("Never married"),
    MaritalStatus.DIVORCED: N_("Divorced"),
    MaritalStatus.WIDOWED: N_("Widowed"),
    MaritalStatus.MARRIED: N_("Married"),
}
FILE_WORDS: Final = {
    ProfileState.DRAFT: N_("Being written"),
    ProfileState.IN_REVIEW: N_("In review"),
    ProfileState.ACTIVE: N_("Active"),
    ProfileState.PAUSED: N_("Paused"),
    ProfileState.CLOSED: N_("Closed"),
}
"""For "my file", which somebody may read over one's shoulder."""
