"""The public page of studies and research data."""

from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.portal.service_page import N_, Faq, ServicePage, Step

RESEARCH = ServicePage(
    slug="research",
    clause="S5",
    icon="library",
    title=N_("Studies and research"),
    summary=N_(
        "Studies on the problems of families, and anonymised data for researchers after the committee's study and an agreement."
    ),
    audience=N_("Researchers, universities and public bodies; our publications are for everybody"),
    duration=N_(
        "The research committee replies no sooner than 14 days; you know the date from the first day"
    ),
    needed=(
        N_("The question of the study, its method and its ethical approval"),
        N_("Who will work with the data, and where they will be kept"),
        N_("A signed agreement: no attempt to recognise anybody, and deletion when the study ends"),
    ),
    steps=(
        Step(N_("You tell us the question"), N_("We tell you what we have and what we don't.")),
        Step(
            N_("The committee studies it"), N_("You get a written reply, with reasons and a right to appeal.")
        ),
        Step(
            N_("You receive the data"),
            N_("Only the columns that the question needs, anonymised and measured for risk."),
        ),
        Step(N_("You share what you found"), N_("A summary that families can read is published here.")),
    ),
    data_promises=(
        N_(
            "A person's data enter a study only with a consent given for research alone, and it is never a condition of a service."
        ),
        N_("Whoever withdraws is left out of the next data set."),
        N_("Small groups are never published: no figure for fewer than five people."),
    ),
    questions=(
        Faq(
            N_("I am a beneficiary. Are my data used for research?"),
            N_(
                "Only if you agreed to it on its own. You see it among your consents and can withdraw it there."
            ),
        ),
        Faq(
            N_("Do you give names or numbers to researchers?"),
            N_("Never, whoever asks."),
        ),
    ),
    channels=(Channel.IN_PERSON, Channel.EMAIL, Channel.LETTER),
    meanwhile=N_("Write to us by “Ask us”, or send a letter: we study it just the same."),
    changed_on=date(2026, 11, 22),
)
SERVICE_PAGES = (RESEARCH,)
