"""The association's policy as it was adopted, clause by clause.

The Arabic in the catalogue is the original and stands where the two differ;
the ids are those by which code, tests and pages cite a clause.
"""

from dataclasses import dataclass
from datetime import date

from wethaq.platform.errors import N_

ADOPTED_ON = date(2024, 12, 2)
"""1/6/1446 AH, at the board's fourth meeting."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the policy, and how this site keeps it, if it can be seen here."""

    id: str
    text: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """A chapter; `is_ordered` where the order of the clauses is a sequence in time."""

    id: str
    title: str
    intro: str
    clauses: tuple[Clause, ...]
    is_ordered: bool = False


PREAMBLE = (
    N_(
        "Wethaq Family Association in Tabuk sets the policies and procedures that govern its relations with all "
        "parties, be they beneficiaries, supporters, volunteers or others, so as to secure the rights of the "
        "association and of all of them."
    ),
    N_(
        "The association gives its relations with beneficiaries priority, by a mechanism that governs them and is "
        "reviewed, amended and announced continuously, so as to secure the beneficiary's rights."
    ),
)
AIM = N_(
    "To give beneficiaries of every group a distinguished service, carefully, fast and at high quality; to complete "
    "their transactions, follow up their needs and suggestions, and go on developing and improving together with all "
    "parties; and to reach them by the easiest ways, without their having to ask."
)
GOALS = PolicyPart(
    "G",
    N_("Our goals"),
    AIM,
    (
        Clause(
            "G3",
            N_(
                "Estimate the beneficiary's need, make procedures easy, and let every group obtain all the services it needs without toil or hardship."
            ),
        ),
        Clause("G4", N_("Provide integrated services by the latest electronic means.")),
        Clause(
            "G5",
            N_(
                "Give information and answers that fit the beneficiaries' questions, through several channels."
            ),
        ),
        Clause(
            "G6",
            N_(
                "Serve beneficiaries where they are, to save their time, respect their circumstances and serve them quickly."
            ),
        ),
        Clause(
            "G7",
            N_(
                "Measure satisfaction as a means to raise the quality of the service and to improve it continuously."
            ),
            N_("Three short questions after each service; a result is shown only from five answers up."),
        ),
        Clause(
            "G8",
            N_("Correct wrong ideas about the association's services, and build a good impression of them."),
        ),
        Clause(
            "G9",
            N_(
                "Spread the culture of evaluating the service: evaluation is the beneficiary's right, a tool for correction and improvement, not for punishment or defamation."
            ),
        ),
        Clause(
            "G10",
            N_(
                "Raise the level and quality of the services by continuous development that draws on the beneficiaries' opinions."
            ),
        ),
    ),
)
SERVED = PolicyPart(
    "B",
    N_("Whom we serve"),
    "",
    (
        Clause("B1", N_("Men")),
        Clause("B2", N_("Women")),
        Clause("B3", N_("Children")),
        Clause("B4", N_("Young men and women")),
        Clause("B5", N_("The elderly")),
    ),
)
HANDLING = PolicyPart(
    "H",
    N_("How your request is handled, from beginning to end"),
    "",
    (
        Clause(
            "H1",
            N_(
                "Receiving the beneficiary with courtesy and respect, answering all questions, and giving the visitor enough time."
            ),
            N_(
                "Every request has a place for questions, and nothing you typed is lost when you take your time."
            ),
        ),
        Clause(
            "H2",
            N_(
                "Making sure that the visitor supplies all the required information; the officer matches the data and checks that they are valid at the time of submission."
            ),
            N_("You see the same list of requirements that the officer sees."),
        ),
        Clause(
            "H3",
            N_(
                "Where the procedures are unclear to the beneficiary, the officer refers them to the social-research officer, who answers their questions and explains the rules."
            ),
        ),
        Clause(
            "H4",
            N_(
                "Confirming that the data given by the applicant for support are correct, signing them, and bearing direct responsibility for their correctness."
            ),
            N_("You sign exactly what you see; any later change asks for a new signature."),
        ),
        Clause(
            "H5",
            N_(
                "Making clear to the beneficiary that the request goes to the research committee, which studies it and replies with acceptance or refusal within a period of not less than two weeks."
            ),
            N_("The date of the earliest and of the latest reply stands on your request from the first day."),
        ),
        Clause("H6", N_("Completing the registration when the requirements are complete.")),
        Clause("H7", N_("Providing the necessary service.")),
    ),
    is_ordered=True,
)
RESPONSIBILITIES = PolicyPart(
    "R",
    N_("Responsibilities"),
    "",
    (
        Clause(
            "R1",
            N_(
                "This policy applies to the association's services for the beneficiaries registered with it, within its geographic scope."
            ),
            N_("Whoever lives outside the Tabuk region is told at once, politely, and where else to turn."),
        ),
        Clause(
            "R2",
            N_(
                "Beneficiaries are made aware of their responsibilities by being told of them before they apply for any service."
            ),
            N_("They are shown before the first question of every form."),
        ),
        Clause(
            "R3",
            N_(
                "The rules settle rights and duties, the consequences of falling short, and the way in which disputes are settled, so as to protect all parties."
            ),
            N_("A refusal may be appealed once, before people who did not vote on it."),
        ),
    ),
)
POLICY_PARTS = (GOALS, SERVED, HANDLING, RESPONSIBILITIES)
