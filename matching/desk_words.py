"""The desk's words: what waits, what bars, what was checked, where a proposal is."""

from typing import Final

from wethaq.matching.desk_home import Waits
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.eligibility import Bar
from wethaq.matching.policy.exposure import Unseen
from wethaq.matching.policy.follow_ups import FollowUpAnswer
from wethaq.matching.policy.guardians import Escalation
from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.readiness import Lack, Verified
from wethaq.matching.policy.rounds import RoundState
from wethaq.matching.policy.scores import Met
from wethaq.matching.policy.stages import Stage
from wethaq.platform.errors import N_
from wethaq.platform.people.records import Sex

STATE_NAMES: Final = {
    ProfileState.DRAFT: N_("Being written"),
    ProfileState.IN_REVIEW: N_("To review"),
    ProfileState.ACTIVE: N_("Active"),
    ProfileState.PAUSED: N_("Paused"),
    ProfileState.CLOSED: N_("Closed"),
}
WAITS_WORDS: Final = {
    Waits.REVIEW: N_("To review"),
    Waits.STALE_PROOF: N_("Marital-status proof out of date: nothing is proposed"),
    Waits.PROOF_SOON: N_("Marital-status proof runs out within two weeks"),
    Waits.REFERENCES: N_("References to speak to"),
    Waits.DESCRIPTION: N_("Trusted description to write"),
    Waits.OBSTRUCTION: N_("The guardian stands in the way: lead to counseling"),
}
WAITS_TONES: Final = {
    Waits.REVIEW: "new",
    Waits.STALE_PROOF: "danger",
    Waits.PROOF_SOON: "wait",
    Waits.REFERENCES: "wait",
    Waits.DESCRIPTION: "wait",
    Waits.OBSTRUCTION: "danger",
}
CHECK_WORDS: Final = {
    Verified.IDENTITY: N_("Identity"),
    Verified.MARITAL_STATUS: N_("Proof of the marital status"),
    Verified.REFERENCES: N_("References"),
    Verified.WALI: N_("Her guardian"),
}
MISSING_WORDS: Final = {
    Lack.MARITAL_STATUS: N_("The marital status isn't known."),
    Lack.ANSWERS: N_("Most questions haven't been answered."),
    Lack.ABOUT_SELF: N_("The applicant hasn't written about themselves."),
    Lack.WISHES: N_("No wish was stated."),
    Lack.APPEARANCE: N_("Photo, description or neither: the applicant hasn't chosen."),
    Lack.WALI: N_("Her guardian isn't named."),
    Lack.REFERENCES: N_("Two references aren't named."),
    Lack.STEPS: N_("The applicant hasn't agreed to the anonymous summary."),
    Lack.COVENANT: N_("The covenant isn't signed yet."),
    Lack.ACCEPTANCE: N_("The request hasn't been accepted and registered."),
    Lack.IDENTITY_SEEN: N_("The identity hasn't been checked."),
    Lack.PROOF_SEEN: N_("There is no valid proof of the marital status."),
    Lack.REFERENCES_SPOKEN: N_("Two references haven't been spoken to."),
}
BAR_WORDS: Final = {
    Bar.NOT_ACTIVE: N_("The profile isn't active."),
    Bar.MINOR: N_("Adults only."),
    Bar.WAITING_PERIOD: N_("The waiting period hasn't ended."),
    Bar.PROOF_STALE: N_("The proof of the marital status is missing or out of date."),
    Bar.ENOUGH_WIVES: N_("He has as many wives as he seeks."),
    Bar.MARRIED_WOMAN: N_("She is married at present."),
    Bar.ENOUGH_OPEN: N_("Two proposals are open already."),
    Bar.LOCKED: N_("A proposal has been accepted: no other is made over it."),
    Bar.SAME_SEX: N_("They aren't a man and a woman."),
    Bar.POLYGAMY: N_("She doesn't accept a husband with another wife."),
    Bar.KINSHIP: N_("A tie of kinship bars it, or isn't cleared up."),
    Bar.BLOCKED: N_("One of them has ruled the other out, or something is open between them."),
    Bar.COOLING_OFF: N_("A proposal of the two has ended less than six months ago."),
    Bar.CONDITION: N_("A condition isn't met."),
}
UNSEEN_WORDS: Final = {
    Unseen.NOT_AVAILABLE: N_("Not to be proposed at present (proof, waiting period, open proposals)"),
    Unseen.NOBODY_ELIGIBLE: N_("Nobody meets both sides' conditions: speak about the conditions"),
    Unseen.NO_ROOM: N_("No room in this round: first in the next one"),
    "others": N_("Other reasons, few each"),
}
KINSHIP_WORDS: Final = {
    Kinship.BLOOD: N_("Mahram by descent"),
    Kinship.FOSTERAGE: N_("Mahram by nursing"),
    Kinship.AFFINITY: N_("Mahram by marriage"),
    Kinship.TOGETHER: N_("A sister or an aunt of his present wife"),
    Kinship.COUSIN: N_("Cousins: no bar"),
    Kinship.UNCLEAR: N_("Said to be related, not cleared up yet"),
}
STAGE_NAMES: Final = {
    Stage.DRAFT: N_("Draft"),
    Stage.APPROVED: N_("Accepted, to be sent"),
    Stage.SUMMARY: N_("Anonymous summary"),
    Stage.DETAILS: N_("Details"),
    Stage.PHOTO: N_("Photo or description"),
    Stage.GUARDIANS: N_("Guardians connected"),
    Stage.MEETING: N_("Meeting"),
    Stage.ENGAGED: N_("Engaged"),
    Stage.EXAM: N_("Premarital examination"),
    Stage.CONTRACTED: N_("Marriage contract"),
    Stage.DECLINED: N_("Declined"),
    Stage.EXPIRED: N_("Expired"),
    Stage.REVOKED: N_("A consent was withdrawn"),
    Stage.CLOSED_BY_STAFF: N_("Closed by the matchmaker"),
    Stage.MARRIED_ELSEWHERE: N_("Married elsewhere"),
}
MET_WORDS: Final = {
    Met.MET: N_("met"),
    Met.PARTLY: N_("partly met"),
    Met.NOT_MET: N_("not met"),
    Met.TO_ASK: N_("to ask"),
}
MET_TONES: Final = {Met.MET: "good", Met.PARTLY: "wait", Met.NOT_MET: "danger", Met.TO_ASK: "new"}
ROUND_WORDS: Final = {
    RoundState.PLANNING: N_("Being planned"),
    RoundState.OPEN: N_("Drafts being decided"),
    RoundState.CLOSED: N_("Done"),
    RoundState.FAILED: N_("Not planned"),
}
ROUND_TONES: Final = {
    RoundState.PLANNING: "wait",
    RoundState.OPEN: "new",
    RoundState.CLOSED: "good",
    RoundState.FAILED: "danger",
}
SEX_GROUPS: Final = {Sex.FEMALE: N_("Women"), Sex.MALE: N_("Men")}
QUESTION_WORDS: Final = {
    "age": N_("By age"),
    "marital_status": N_("By marital status"),
    "disability": N_("By disability"),
    "lineage": N_("By whether lineage is stated"),
}
GROUP_WORDS: Final = {
    "never_married": N_("Never married"),
    "divorced": N_("Divorced"),
    "widowed": N_("Widowed"),
    "married": N_("Married"),
    "none": N_("No disability"),
    "a_matter": N_("A matter to disclose"),
    "stated": N_("Stated"),
    "not_stated": N_("Not stated"),
    "others": N_("The smaller groups together"),
}
"""Ages are told as they are: 25-29."""
RELATION_WORDS: Final = {
    "father": N_("Father"),
    "grandfather": N_("Grandfather"),
    "son": N_("Son"),
    "brother": N_("Brother"),
    "nephew": N_("Brother's son"),
    "uncle": N_("Paternal uncle"),
    "cousin": N_("Paternal cousin"),
    "court": N_("The court"),
    "other": N_("Another relative"),
}
REFERENCE_WORDS: Final = {
    "relative": N_("A relative"),
    "friend": N_("A friend"),
    "neighbour": N_("A neighbour"),
    "colleague": N_("A colleague"),
    "imam": N_("The imam of the mosque"),
    "teacher": N_("A teacher"),
    "other": N_("Somebody else"),
}
PARTY_WORDS: Final = {
    Party.WOMAN: N_("Her answer"),
    Party.MAN: N_("His answer"),
    Party.WALI: N_("Her guardian's answer"),
    Party.STAFF: N_("A step of the association"),
}
ESCALATION_WORDS: Final = {
    Escalation.NO_WALI: N_("She has named no guardian"),
    Escalation.NOT_ALLOWED_YET: N_("She doesn't allow us to write to him yet"),
    Escalation.NO_ACCOUNT_YET: N_("He hasn't opened our link"),
    Escalation.SILENT: N_("He hasn't answered for three days"),
    Escalation.REFUSED: N_("He said no"),
    Escalation.OBSTRUCTION: N_("He is said to hold her back: lead to counseling"),
}
CALL_WORDS: Final = {
    FollowUpAnswer.WELL: N_("They are well"),
    FollowUpAnswer.MIXED: N_("Partly well"),
    FollowUpAnswer.NEEDS_HELP: N_("They would like help: lead to counseling"),
    FollowUpAnswer.PARTED: N_("They have parted"),
    FollowUpAnswer.NOT_REACHED: N_("Nobody was reached"),
    FollowUpAnswer.NO_ANSWER_WISHED: N_("They would rather not say"),
}
