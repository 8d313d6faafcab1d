"""How each trait is asked: a question to the person, where its title alone would be curt."""

from typing import Final

from wethaq.platform.errors import N_

FACT_QUESTIONS: Final = {
    "children": N_("How many children do you have?"),
    "custody": N_("Who do your children live with?"),
    "height": N_("How tall are you?"),
    "city": N_("Where do you live?"),
    "relocation": N_("Where are you ready to live after the wedding?"),
    "nationality": N_("What is your nationality?"),
    "education": N_("What is your education?"),
    "employment": N_("What do you do for work?"),
    "income": N_("What is your income in a usual month?"),
    "lineage": N_("Would you like to state your lineage?"),
    "religiosity": N_("How would you describe your religious commitment?"),
    "prayer": N_("How do you keep up prayer?"),
    "dress": N_("How do you dress outside?"),
    "smoking": N_("Do you smoke?"),
    "housing": N_("Where would you live after the wedding?"),
    "wifes_work": N_("What do you think of the wife's work?"),
    "wifes_study": N_("What do you think of the wife's study?"),
    "wants_children": N_("Do you wish for children?"),
    "with_in_laws": N_("Would you live with the husband's family?"),
    "health": N_("Is there a matter of health that a spouse should know?"),
    "disability": N_("Is there a disability that a spouse should know?"),
}
HINTS: Final = {
    "children": N_("Of all marriages; 0 if there are none."),
    "height": N_("In centimetres, such as 165."),
    "relocation": N_("Choose everything that applies."),
    "income": N_("A band is enough; it is told from the second step on only."),
    "lineage": N_(
        "“Not stated” is what most people choose. It never ranks anybody and nobody is searched by it."
    ),
    "health": N_("No reports and no results: only whether there is something to talk about."),
    "disability": N_("It takes nothing from your chances: we watch over that in every round."),
}
"""Beside the question, where it calms or explains."""
