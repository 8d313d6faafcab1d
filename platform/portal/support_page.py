"""The public page of a beneficiary-support request (policy T3), the service that is open online today."""

from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.portal.service_page import N_, Faq, ServicePage, Step

SUPPORT = ServicePage(
    slug="support",
    clause="T3",
    icon="hand-heart",
    title=N_("Beneficiary-support request"),
    summary=N_(
        "When your family's circumstances grow hard: tell us what you need, and the research committee studies it."
    ),
    audience=N_("Families and individuals living in the Tabuk region"),
    duration=N_(
        "15 minutes to fill in; the committee replies no sooner than 14 days, and you know the date from the first day"
    ),
    needed=(
        N_(
            "Your national ID or residence permit: an officer sees it and records that it was seen; no copy is kept"
        ),
        N_("What shows your family's income and rent, if you have it; a photo taken by mobile is enough"),
        N_("A mobile number or an e-mail address where we can reach you safely"),
    ),
    steps=(
        Step(
            N_("You read your responsibilities"),
            N_("Before any question, so that nothing surprises you later."),
        ),
        Step(
            N_("You answer, one question a page"),
            N_("Each answer is saved; you can go on later, even from another device."),
        ),
        Step(
            N_("You review and sign"),
            N_("Your signature covers exactly what you see; any change asks for a new one."),
        ),
        Step(
            N_("An officer matches and verifies"),
            N_("Whatever is missing is asked for kindly, and your request keeps its place."),
        ),
        Step(
            N_("The research committee studies it"),
            N_("It replies with acceptance or refusal, no sooner than two weeks."),
        ),
        Step(
            N_("You receive a letter"),
            N_("With the reasons, your right to appeal, and a code by which any office can check it."),
        ),
        Step(N_("We register you and serve you"), N_("Then we ask you how it was, so that we do better.")),
    ),
    data_promises=(
        N_("Only the staff who serve your request open it, and you see who did, when and why."),
        N_(
            "Your data are used for this request alone, and you may withdraw your consent as easily as you gave it."
        ),
        N_("Everything you write is kept encrypted."),
    ),
    questions=(
        Faq(
            N_("What if I live outside Tabuk?"),
            N_("We tell you at once, before you write anything long, and show you where to turn."),
        ),
        Faq(
            N_("Can somebody apply for me?"),
            N_(
                "Yes. Our staff can take your request by telephone or in person, and a guardian applies for a child."
            ),
        ),
        Faq(
            N_("What if I am refused?"),
            N_(
                "You get the reasons in writing, and may appeal once: people who did not vote on it will decide."
            ),
        ),
    ),
    channels=tuple(Channel),
    apply_path="/requests/new/support",
    changed_on=date(2026, 11, 22),
)
SERVICE_PAGES = (SUPPORT,)
