"""Where a proposal is, in the words of whoever reads it: an end is one word, and nobody else's answer is told."""

# ruff: noqa: E501 - a sentence for people stays on one line.

from typing import Final

from wethaq.matching.freezing import Concern
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.meetings import MahramRelation
from wethaq.matching.policy.scores import Met
from wethaq.matching.policy.stages import OutsideView, Stage
from wethaq.platform.errors import N_

STAGE_NAMES: Final = {
    Stage.SUMMARY: N_("First acquaintance"),
    Stage.DETAILS: N_("The details"),
    Stage.PHOTO: N_("Photo or description"),
    Stage.GUARDIANS: N_("The two families"),
    Stage.MEETING: N_("The meeting"),
    Stage.ENGAGED: N_("Engagement"),
    Stage.EXAM: N_("Premarital examination"),
    Stage.CONTRACTED: N_("Marriage contract"),
}
"""What both sides read of the way; what happens in the office before it has no name for them."""

STAGE_MEANING: Final = {
    Stage.SUMMARY: N_("An anonymous summary, and why we thought of you both. Nobody knows your name."),
    Stage.DETAILS: N_("The rest of what each of you wrote, still without a name."),
    Stage.PHOTO: N_("A photo or a trusted description, for 72 hours, if you both wish."),
    Stage.GUARDIANS: N_("Names are known, and the families are in touch."),
    Stage.MEETING: N_("You meet at the association, with a mahram of the woman and a host of ours."),
    Stage.ENGAGED: N_("You have agreed to each other. May God bless it."),
    Stage.EXAM: N_(
        "Both of you present the certificate of the premarital examination; we never ask for results."
    ),
    Stage.CONTRACTED: N_("May God bless you, and bring you together in goodness."),
}

NEXT_OPENS: Final = {
    Stage.SUMMARY: N_(
        "If you go on, the other side is asked too. When both agree, you read more of each other, still without names."
    ),
    Stage.DETAILS: N_(
        "If both agree, you may each see the other's photo or trusted description, for 72 hours."
    ),
    Stage.PHOTO: N_(
        "If both agree, the woman's guardian is asked. When he agrees, names are told and the families are in touch."
    ),
    Stage.GUARDIANS: N_("If both agree, we arrange a meeting at the association, and tell you when."),
    Stage.MEETING: N_(
        "If both agree, you are engaged: every other proposal ends, and the premarital examination comes next."
    ),
}
DETAILS_WITHOUT_PHOTO: Final = N_(
    "The photo is left out. If both agree, the woman's guardian is asked; when he agrees, names are told and the families are in touch."
)

VIEW_WORDS: Final = {
    OutsideView.NOTHING: N_("Not completed"),
    OutsideView.UNDER_WAY: N_("Under way"),
    OutsideView.NOT_COMPLETED: N_("Not completed"),
    OutsideView.CONTRACTED: N_("Completed"),
}
VIEW_TONE: Final = {
    OutsideView.NOTHING: "quiet",
    OutsideView.UNDER_WAY: "new",
    OutsideView.NOT_COMPLETED: "quiet",
    OutsideView.CONTRACTED: "good",
}

CONCERN_WORDS: Final = {
    Concern.MONEY: N_("Somebody asked for money or a gift"),
    Concern.THREAT: N_("A threat, or pressure"),
    Concern.OTHER: N_("Something else that worries me"),
}

MAHRAM_WORDS: Final = {
    MahramRelation.FATHER: N_("The woman's father"),
    MahramRelation.BROTHER: N_("The woman's brother"),
    MahramRelation.SON: N_("The woman's son"),
    MahramRelation.GRANDFATHER: N_("The woman's grandfather"),
    MahramRelation.PATERNAL_UNCLE: N_("The woman's paternal uncle"),
    MahramRelation.MATERNAL_UNCLE: N_("The woman's maternal uncle"),
    MahramRelation.OTHER: N_("Another mahram of the woman"),
}

OTHER_SIDE_NAMES: Final = {
    Party.WOMAN: N_("Somebody who may suit you"),
    Party.MAN: N_("Somebody who may suit you"),
    Party.WALI: N_("Somebody who is proposed to your ward"),
}

MET_WORDS: Final = {
    Met.MET: N_("as you hope"),
    Met.PARTLY: N_("partly as you hope"),
    Met.NOT_MET: N_("not as you hope"),
    Met.TO_ASK: N_("not stated; it can be asked"),
}

ASKED_AS_WALI: Final = N_(
    "Both have agreed to go on, still without names. Before the families meet, you are asked as her guardian."
)
