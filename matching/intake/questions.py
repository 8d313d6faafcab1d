"""What a request for matchmaking asks: short, since the profile has pages of its own."""

from typing import Final

from wethaq.matching.intake import concerns
from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.questions import AnswerKind, Choice, Question, Section

SECTIONS: Final = (
    Section("coming", N_("What brings you to us")),
    Section("marriage", N_("Your marital status")),
    Section("guardian", N_("Your guardian")),
)
NO_GUARDIAN: Final = "court"
WALI_RELATIONS: Final = (
    Choice("father", N_("My father")),
    Choice("grandfather", N_("My grandfather")),
    Choice("son", N_("My son")),
    Choice("brother", N_("My brother")),
    Choice("nephew", N_("My brother's son")),
    Choice("uncle", N_("My paternal uncle")),
    Choice("cousin", N_("My paternal cousin")),
    Choice("other", N_("Another relative")),
    Choice(NO_GUARDIAN, N_("There is no guardian"), N_("Then the court acts; we tell you how it goes.")),
)

QUESTIONS: Final = (
    Question(
        key="motive",
        section="coming",
        label=N_("What brings you to us?"),
        hint=N_("If you like, in a few words. Only those who study your request read this."),
        kind=AnswerKind.LONG_TEXT,
        is_required=False,
        max_letters=600,
    ),
    Question(
        key="status_of_woman",
        section="marriage",
        label=N_("Your marital status"),
        hint=N_(
            "Matchmaking isn't open to a woman who is married. If something at home weighs on you, our "
            "counselors listen to you in confidence."
        ),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice("never_married", N_("Never married")),
            Choice("divorced", N_("Divorced")),
            Choice("widowed", N_("Widowed")),
        ),
        applies=concerns.is_woman,
    ),
    Question(
        key="status_of_man",
        section="marriage",
        label=N_("Your marital status"),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice("never_married", N_("Never married")),
            Choice("divorced", N_("Divorced")),
            Choice("widowed", N_("Widowed")),
            Choice("married", N_("Married")),
        ),
        applies=concerns.is_man,
    ),
    Question(
        key="waiting_is_over",
        section="marriage",
        label=N_("Is your waiting period ('idda) over?"),
        hint=N_("Nothing is proposed before it has ended. You may prepare your profile meanwhile."),
        kind=AnswerKind.YES_NO,
        applies=concerns.may_be_waiting,
    ),
    Question(
        key="waiting_days",
        section="marriage",
        label=N_("How many days remain, as you reckon?"),
        hint=N_("An officer goes through it with you. For an expected child, count to the birth."),
        kind=AnswerKind.NUMBER,
        minimum=1,
        maximum=300,
        suffix=N_("days"),
        applies=concerns.is_waiting,
    ),
    Question(
        key="accepts_polygamy",
        section="marriage",
        label=N_("Would you accept a husband who has, or may have, another wife?"),
        hint=N_("Either answer is respected. With a no, no such man is ever proposed to you."),
        kind=AnswerKind.YES_NO,
        applies=concerns.is_woman,
    ),
    Question(
        key="wives_now",
        section="marriage",
        label=N_("How many wives do you have at present?"),
        hint=N_("With four wives no further marriage is possible, so we can't look for you then."),
        kind=AnswerKind.NUMBER,
        minimum=1,
        maximum=3,
        applies=concerns.is_married_man,
    ),
    Question(
        key="wishes_several",
        section="marriage",
        label=N_("Do you intend to have more than one wife?"),
        hint=N_("A yes is told to whom you are proposed to: only women who accept it see your profile."),
        kind=AnswerKind.YES_NO,
        applies=concerns.is_unmarried_man,
    ),
    Question(
        key="wali_relation",
        section="guardian",
        label=N_("Who is your guardian (wali)?"),
        hint=N_("We don't contact him before you allow it, and your own consent always comes first."),
        kind=AnswerKind.CHOICE,
        choices=WALI_RELATIONS,
        applies=concerns.is_woman,
    ),
)
