"""The public pages of awareness: preparing for marriage, and the family at large."""

from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.portal.service_page import N_, Faq, ServicePage, Step

PREMARITAL = ServicePage(
    slug="before-marriage",
    clause="S4",
    icon="graduation-cap",
    title=N_("Preparing for marriage"),
    summary=N_(
        "A course that the engaged take together: talking and disagreeing well, money, in-laws and children, "
        "with a certificate that anyone can check."
    ),
    audience=N_("The engaged and the newly married"),
    duration=N_("A few evenings; you are enrolled as soon as there is a place"),
    needed=(
        N_("The names and mobile numbers of you both"),
        N_("Evenings that suit you both; you may attend in the hall or from home"),
    ),
    steps=(
        Step(
            N_("You enrol together"), N_("One of you registers and the other confirms from their own mobile.")
        ),
        Step(N_("You attend"), N_("Short sessions with exercises that you do as a pair.")),
        Step(N_("You see what changed"), N_("A few questions before and after, for you alone.")),
        Step(N_("You receive the certificate"), N_("It carries a code by which any office can check it.")),
    ),
    data_promises=(
        N_("Your answers are yours; trainers see only the group's averages, from five people up."),
        N_("The certificate tells that you attended, and nothing else."),
    ),
    questions=(
        Faq(
            N_("Does the course replace the premarital medical test?"),
            N_("No. The medical test is done at the health centres; the course is for living together."),
        ),
        Faq(
            N_("May one of us attend alone?"),
            N_("Yes, though the course gives most when both of you attend."),
        ),
    ),
    channels=(Channel.IN_PERSON, Channel.PHONE),
    meanwhile=N_("Call us or visit us: we enrol you in the next course and tell you its date."),
    changed_on=date(2026, 11, 22),
)
AWARENESS = ServicePage(
    slug="awareness",
    clause="S3",
    icon="book-open-text",
    title=N_("Family awareness"),
    summary=N_(
        "Open gatherings and a chosen library on raising children, dialogue, caring for parents and the family's money."
    ),
    audience=N_("The whole family"),
    duration=N_("At once: come to any open gathering"),
    needed=(N_("Nothing; only say you are coming, so that we keep a seat for you"),),
    steps=(
        Step(
            N_("You pick a gathering"),
            N_("By subject, day and place; some are for women, some for men, some for families."),
        ),
        Step(N_("You come, or follow from home"), N_("With a corner for children where the hall allows.")),
        Step(N_("You tell us what you thought"), N_("Your opinion decides what comes next.")),
    ),
    data_promises=(
        N_("You need no file and no identity number to attend."),
        N_("We invite you again only if you ask us to, and you can stop it with one press."),
    ),
    questions=(
        Faq(
            N_("May we invite you to our school or neighbourhood?"),
            N_("Gladly. Write to us by “Ask us” with the place and the subject."),
        ),
    ),
    channels=(Channel.IN_PERSON, Channel.PHONE, Channel.SOCIAL_MEDIA),
    meanwhile=N_("Call us or follow our accounts: we announce each gathering there."),
    changed_on=date(2026, 11, 22),
)
SERVICE_PAGES = (PREMARITAL, AWARENESS)
