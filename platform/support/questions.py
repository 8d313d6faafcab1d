"""What a support request asks, in the order in which one would tell it."""

from typing import Final

from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.questions import AnswerKind, Choice, Question, Section
from wethaq.platform.support import policy

SECTIONS: Final = (
    Section("need", N_("What you need")),
    Section("household", N_("Your household")),
    Section("means", N_("Income and housing")),
    Section("situation", N_("Your situation in your own words")),
)

_NEED: Final = (
    Question(
        key="support_kinds",
        section="need",
        label=N_("What kind of support do you need?"),
        hint=N_("Choose everything that applies. Asking for more than one doesn't weaken your request."),
        kind=AnswerKind.CHOICES,
        choices=(
            Choice("living", N_("Living costs"), N_("Food, clothing, electricity and water bills")),
            Choice("housing", N_("Housing"), N_("Rent that is due, or repairs the house can't do without")),
            Choice(
                "furnishing",
                N_("Furniture and appliances"),
                N_("Beds, a refrigerator, a cooker, an air conditioner"),
            ),
            Choice("medical", N_("Health needs"), N_("Medicine, aids or travel for treatment")),
            Choice("education", N_("Education"), N_("School supplies, fees or transport for the children")),
            Choice(
                "livelihood",
                N_("Earning a living"),
                N_("Training or tools for work that supports the family"),
            ),
            Choice(
                "marriage",
                N_("Setting up a marriage"),
                N_("Help with the costs of a wedding and a first home"),
            ),
            Choice(policy.OTHER, N_("Something else")),
        ),
    ),
    Question(
        key="other_need",
        section="need",
        label=N_("What else do you need?"),
        kind=AnswerKind.TEXT,
        applies=policy.needs_something_else,
    ),
    Question(
        key="urgency",
        section="need",
        label=N_("How soon do you need it?"),
        hint=N_(
            "The committee's reply takes at least two weeks. In an emergency it may be sooner, so tell us honestly."
        ),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice(
                policy.WITHIN_DAYS,
                N_("Within days"),
                N_("Food, shelter, health or somebody's safety is at risk"),
            ),
            Choice("within_a_month", N_("Within a month"), N_("A payment or an obligation falls due")),
            Choice(
                "can_wait", N_("It can wait"), N_("It would make life easier, and nothing falls due soon")
            ),
        ),
    ),
    Question(
        key="urgent_reason",
        section="need",
        label=N_("What can't wait?"),
        hint=N_("For example: an eviction notice and its date, or a medicine that has run out."),
        kind=AnswerKind.LONG_TEXT,
        max_letters=600,
        applies=policy.is_urgent,
    ),
)

_HOUSEHOLD: Final = (
    Question(
        key="marital_status",
        section="household",
        label=N_("What is your marital status?"),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice("single", N_("Single")),
            Choice("married", N_("Married")),
            Choice("separated", N_("Separated, without a divorce")),
            Choice("divorced", N_("Divorced")),
            Choice("widowed", N_("Widowed")),
        ),
    ),
    Question(
        key="household_size",
        section="household",
        label=N_("How many people live in your home, you included?"),
        kind=AnswerKind.NUMBER,
        minimum=1,
        maximum=40,
    ),
    Question(
        key="dependants",
        section="household",
        label=N_("How many people depend on you for their living?"),
        hint=N_("Count those you provide for, whether they live with you or not. Don't count yourself."),
        kind=AnswerKind.NUMBER,
        maximum=40,
    ),
    Question(
        key="dependant_kinds",
        section="household",
        label=N_("Who are the people who depend on you?"),
        hint=N_("Choose everything that applies. You may skip this question."),
        kind=AnswerKind.CHOICES,
        is_required=False,
        choices=(
            Choice("small_children", N_("Children under six")),
            Choice("school_children", N_("Children at school")),
            Choice("students", N_("Students at university or in training")),
            Choice("elderly", N_("Elderly parents or relatives")),
            Choice("disability", N_("Somebody with a disability")),
            Choice("illness", N_("Somebody with a long illness")),
        ),
        applies=policy.has_dependants,
    ),
)

_MEANS: Final = (
    Question(
        key="income_band",
        section="means",
        label=N_("What is your household's income in a usual month?"),
        hint=N_("Add up what everybody in the home brings in, from every source. An estimate is enough."),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice(policy.NO_INCOME, N_("No income")),
            Choice("under_2000", N_("Less than 2,000 riyals")),
            Choice("2000_4000", N_("2,000 to 4,000 riyals")),
            Choice("4000_7000", N_("4,000 to 7,000 riyals")),
            Choice("7000_10000", N_("7,000 to 10,000 riyals")),
            Choice("over_10000", N_("More than 10,000 riyals")),
        ),
    ),
    Question(
        key="income_sources",
        section="means",
        label=N_("Where does this income come from?"),
        hint=N_("Choose everything that applies."),
        kind=AnswerKind.CHOICES,
        choices=(
            Choice("salary", N_("A salary")),
            Choice("pension", N_("A pension")),
            Choice("social_security", N_("Social security")),
            Choice("citizen_account", N_("The Citizen's Account")),
            Choice("alimony", N_("Alimony")),
            Choice("own_work", N_("Own work or a small business")),
            Choice("relatives", N_("Help from relatives")),
            Choice(policy.OTHER, N_("Another source")),
        ),
        applies=policy.has_income,
    ),
    Question(
        key="housing",
        section="means",
        label=N_("What kind of home do you live in?"),
        kind=AnswerKind.CHOICE,
        choices=(
            Choice("owned", N_("Our own home")),
            Choice(policy.RENTED, N_("A rented home")),
            Choice("relatives", N_("With relatives")),
            Choice("provided", N_("A home provided by an employer or a charity")),
            Choice("unstable", N_("No settled home")),
        ),
    ),
    Question(
        key="monthly_rent",
        section="means",
        label=N_("How much is the rent in a month?"),
        hint=N_("If you pay by the year or half year, divide it by the number of months."),
        kind=AnswerKind.NUMBER,
        minimum=1,
        maximum=50_000,
        suffix=N_("riyals"),
        applies=policy.pays_rent,
    ),
    Question(
        key="other_support",
        section="means",
        label=N_("Does another association or charity support you now?"),
        hint=N_("A yes doesn't exclude you. It lets us complete what others do instead of repeating it."),
        kind=AnswerKind.YES_NO,
    ),
    Question(
        key="other_support_name",
        section="means",
        label=N_("Who supports you, and with what?"),
        kind=AnswerKind.TEXT,
        applies=policy.is_helped_elsewhere,
    ),
)

_SITUATION: Final = (
    Question(
        key="situation",
        section="situation",
        label=N_("Tell us about your situation"),
        hint=N_(
            "Write as you would speak: what happened, what you have tried, and what would help most. "
            "A few lines are enough. Only those who study your request read this."
        ),
        kind=AnswerKind.LONG_TEXT,
        max_letters=2_000,
    ),
)

QUESTIONS: Final = (*_NEED, *_HOUSEHOLD, *_MEANS, *_SITUATION)
