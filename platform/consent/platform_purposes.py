"""The purposes that the platform itself knows; services declare theirs beside them, through app.py."""

from wethaq.platform.consent.purposes import DataClass, Purpose
from wethaq.platform.errors import N_

SUPPORT_PROCESSING = Purpose(
    code="intake.support.processing",
    title=N_("Study of your support request"),
    explanation=N_("We use what you enter to study your request, answer it and provide the service."),
    data_classes=frozenset(
        {
            DataClass.IDENTITY,
            DataClass.CONTACT,
            DataClass.HOUSEHOLD,
            DataClass.INCOME,
            DataClass.HEALTH,
            DataClass.REQUEST,
        }
    ),
    recipients=(
        N_("The officer in charge and the social-research officer"),
        N_("The research committee, while the request is on its agenda"),
    ),
    retention=N_("Until five years after the request is closed"),
    withdrawal_effect=N_("We stop working on the request at once. Other services aren't affected."),
    required_for=N_("Support request"),
)

CONTACT_SMS = Purpose(
    code="contact.sms",
    title=N_("Text messages about your requests and appointments"),
    explanation=N_("Short messages to your mobile, without any detail of what you asked for."),
    data_classes=frozenset({DataClass.CONTACT}),
    recipients=(N_("The text-message provider"),),
    retention=N_("Proof of sending for one year"),
    withdrawal_effect=N_("You receive no more text messages, except sign-in codes that you ask for."),
)

CONTACT_EMAIL = Purpose(
    code="contact.email",
    title=N_("E-mail about your requests and appointments"),
    explanation=N_("Messages and copies of your letters to your e-mail address."),
    data_classes=frozenset({DataClass.CONTACT}),
    recipients=(N_("The e-mail provider"),),
    retention=N_("Proof of sending for one year"),
    withdrawal_effect=N_("You receive no more e-mail from us; everything stays in your file."),
)

OUTREACH = Purpose(
    code="outreach",
    title=N_("News of services that may help you"),
    explanation=N_("A course near you, a follow-up or a renewal; two messages a month at most."),
    data_classes=frozenset({DataClass.CONTACT, DataClass.USAGE}),
    recipients=(),
    retention=N_("Proof of sending for one year"),
    withdrawal_effect=N_("You receive no more invitations or news. Messages about your requests go on."),
    lasts_days=2 * 365,
)

RESEARCH = Purpose(
    code="research",
    title=N_("Studies of family life, without your name"),
    explanation=N_("Your data, made anonymous, help us understand family problems and treat them."),
    data_classes=frozenset({DataClass.HOUSEHOLD, DataClass.INCOME, DataClass.USAGE}),
    recipients=(N_("Researchers whose study the committee approved, anonymized data only"),),
    retention=N_("Anonymized data sets for as long as the study lasts"),
    withdrawal_effect=N_("Your data are left out of every study prepared from now on."),
)

REFERRAL_PARTNER = Purpose(
    code="referral.partner",
    title=N_("Introduction to a partner that can help"),
    explanation=N_("Your name, how to reach you and what you need, to a partner we name to you first."),
    data_classes=frozenset({DataClass.IDENTITY, DataClass.CONTACT, DataClass.REQUEST}),
    recipients=(N_("The partner that we name to you before each referral"),),
    retention=N_("The record of the referral for five years"),
    withdrawal_effect=N_("Nothing more is referred, and partners who know of you are told."),
    lasts_days=365,
)

PHOTO = Purpose(
    code="photo",
    title=N_("Photos at our events"),
    explanation=N_("You may appear in photos of events and courses on our pages, without your name."),
    data_classes=frozenset({DataClass.IMAGE}),
    recipients=(N_("Everybody who visits our pages"),),
    retention=N_("Three years from the day of the event"),
    withdrawal_effect=N_("Photos in which you appear are removed from our pages within three working days."),
)

PLATFORM_PURPOSES = (
    SUPPORT_PROCESSING,
    CONTACT_SMS,
    CONTACT_EMAIL,
    OUTREACH,
    RESEARCH,
    REFERRAL_PARTNER,
    PHOTO,
)
