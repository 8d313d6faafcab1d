"""The public page of counseling."""

from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.portal.service_page import N_, Faq, ServicePage, Step

COUNSELING = ServicePage(
    slug="counseling",
    clause="S2",
    icon="message-circle-heart",
    title=N_("Family counseling"),
    summary=N_(
        "An hour with a counselor, a man or a woman as you prefer, in person, by telephone or by video: "
        "for you alone, for the two of you, or for the family."
    ),
    audience=N_("Everybody in the Tabuk region; children with their guardian"),
    duration=N_("No committee and no wait of weeks: an officer gives you the nearest appointment"),
    needed=(
        N_("A safe way to reach you: tell us when not to call, and what not to write in a message"),
        N_("A few words on what troubles you; the details are for the counselor alone"),
    ),
    steps=(
        Step(N_("You tell us how to reach you safely"), N_("We keep to it in every call and message.")),
        Step(
            N_("You choose the counselor and the hour"),
            N_("A woman or a man, in person, by telephone or by video."),
        ),
        Step(N_("You meet"), N_("You speak, and are listened to, without blame.")),
        Step(
            N_("You go on as it suits you"),
            N_("Another appointment, a plan for two, or a partner who can help better."),
        ),
    ),
    data_promises=(
        N_("What you say stays with the counselor; the desk knows only that there is an appointment."),
        N_(
            "If both of you come, each has a file and a consent of their own; neither sees what the other said alone."
        ),
        N_("We never write the kind of service in a text message."),
    ),
    questions=(
        Faq(
            N_("Can I come without my family knowing?"),
            N_(
                "Yes, if you are an adult. Nobody is told that you came, and messages go only where you allow."
            ),
        ),
        Faq(
            N_("What if I am afraid at home?"),
            N_(
                "Tell us when it is safe to call. If you are in danger now, call 911; to report domestic violence, call 1919."
            ),
        ),
        Faq(
            N_("Is the counselor licensed?"),
            N_("Yes. You see the counselor's qualification before you choose."),
        ),
    ),
    channels=(Channel.IN_PERSON, Channel.PHONE),
    meanwhile=N_("Call us or visit us: an officer books the nearest appointment for you and tells nobody."),
    is_sensitive=True,
    changed_on=date(2026, 11, 22),
)
SERVICE_PAGES = (COUNSELING,)
