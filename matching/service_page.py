"""The public page of matchmaking."""

from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.portal.service_page import N_, Faq, ServicePage, Step

MATCHING = ServicePage(
    slug="matchmaking",
    clause="S1",
    icon="heart-handshake",
    title=N_("Bringing together those who wish to marry"),
    summary=N_(
        "A confidential file that nobody browses, proposals that tell you why, and steps that go on "
        "only with the consent of both sides and the guardian."
    ),
    audience=N_("Men and women from 18 years, living in the Tabuk region"),
    duration=N_(
        "The research committee replies no sooner than 14 days; you know the date from the first day"
    ),
    needed=(
        N_(
            "Your national ID or residence permit: an officer sees it and records that it was seen; no copy is kept"
        ),
        N_("A mobile number that is yours alone, or the way in which you want us to reach you"),
        N_(
            "Your guardian's name and mobile number, if you are a woman; we don't contact him before you agree"
        ),
        N_("Your own words about yourself and the partner you hope for"),
    ),
    steps=(
        Step(
            N_("We receive you"),
            N_("An officer answers what you ask and reads your responsibilities with you."),
        ),
        Step(N_("You build your file"), N_("You decide what is written and who may know each part of it.")),
        Step(
            N_("The committee studies it"), N_("You get a written reply, with reasons and a right to appeal.")
        ),
        Step(
            N_("We propose"),
            N_(
                "One proposal at a time, with the reasons it may suit you. You may decline without saying why."
            ),
        ),
        Step(
            N_("You meet with your families' knowledge"),
            N_("Names are told only when both sides and the guardian have agreed."),
        ),
    ),
    data_promises=(
        N_("No page, list or search shows your file to other applicants."),
        N_(
            "A photo is never asked for as a condition, and is shown to one person only, with your consent each time."
        ),
        N_(
            "You may leave whenever you wish: your file is hidden within a minute and open proposals close without a reason."
        ),
    ),
    questions=(
        Faq(
            N_("Will anybody learn that I applied?"),
            N_(
                "Only the staff who serve you, and you can see each time one of them opens your file, and why."
            ),
        ),
        Faq(
            N_("Does the association decide for me?"),
            N_("No. We propose and explain; the decision is yours, the other side's and your families'."),
        ),
        Faq(
            N_("Do I pay anything, now or after the marriage?"),
            N_("No. The service is free from beginning to end, and nobody of ours may ask you for money."),
        ),
    ),
    channels=(Channel.WEBSITE, Channel.IN_PERSON, Channel.PHONE),
    apply_path="/requests/new/matching",
    is_sensitive=True,
    changed_on=date(2026, 11, 27),
)
SERVICE_PAGES = (MATCHING,)
