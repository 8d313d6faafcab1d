"""Matchmaking in the demonstration: two matchmakers, 120 applicants, a round done and one in draft. Nobody exists."""

from wethaq.matching.demo.cast import A_GUARDIAN, A_MAN, A_WOMAN, FEMALE_MATCHMAKER, MALE_MATCHMAKER
from wethaq.matching.demo.lives import lives
from wethaq.platform.demo.cast import CHAIR, a_mobile
from wethaq.platform.demo.parts import DemoPart
from wethaq.platform.errors import N_

SIGHTS = {
    FEMALE_MATCHMAKER.email: N_(
        "Her portfolio and what waits, candidates with reasons, drafts of a round to decide, a meeting ahead."
    ),
    MALE_MATCHMAKER.email: N_("His portfolio, candidates, and a profile that he opened with a reason."),
    CHAIR.email: N_("Profiles opened with a reason, and the board's switches."),
    a_mobile(A_WOMAN): N_("A woman's matchmaking profile and proposals, and who has read it."),
    a_mobile(A_GUARDIAN): N_("A guardian with an account of his own, who is asked and hasn't answered."),
    a_mobile(A_MAN): N_("A man's matchmaking profile and proposals."),
}
DEMO = DemoPart((FEMALE_MATCHMAKER, MALE_MATCHMAKER), lives, None, SIGHTS)
