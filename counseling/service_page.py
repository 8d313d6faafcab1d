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
    duration=N_("Two minutes to book; no committee and no wait of weeks"),
    needed=(
        N_("A safe way to reach you: tell us when not to call, and what not to write in a message"),
        N_("A few words on what troubles you; the details are for the counselor alone"),
    ),
    steps=(
        Step(
            N_("A few words on safety"),
            N_("So that help comes first where it is needed. We keep none of it."),
        ),
        Step(
            N_("You choose the counselor and the hour"),
            N_("A woman or a man, in person, by telephone or by video; the time is kept while you write."),
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
    channels=(Channel.WEBSITE, Channel.PHONE, Channel.IN_PERSON),
    apply_path="/counseling",
    apply_words=N_("Book an appointment"),
    is_sensitive=True,
    changed_on=date(2026, 11, 27),
)
SERVICE_PAGES = (COUNSELING,)
