"""What matching asks a person's consent for: the file, each step of showing it, each class of data.

One consent opens one thing (policy R5). What the other side may see is the least of what the
stage, the owner's step consents and the class consents allow (matching/policy/showing.py).
"""

from typing import Final

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.platform.consent.service import DataClass, Purpose
from wethaq.platform.errors import N_

_KEPT: Final = N_("Until five years after the profile is closed")
_HIDES: Final = N_(
    "It is hidden from the next moment on; a proposal that has shown it ends without a reason."
)
_OTHER_SIDE: Final = N_("One person at a time: whom you are proposed to, at this step")

PROCESSING: Final = Purpose(
    code="matching.processing",
    title=N_("Your matchmaking profile"),
    explanation=N_("We use what you tell us to look for somebody who suits you, and to propose you both."),
    data_classes=frozenset({DataClass.IDENTITY, DataClass.CONTACT, DataClass.HOUSEHOLD, DataClass.REQUEST}),
    recipients=(
        N_("Your matchmaker"),
        N_("The research committee, while your request is on its agenda"),
    ),
    retention=_KEPT,
    withdrawal_effect=N_(
        "Your profile is hidden at once, open proposals end without a reason, and nothing new is proposed."
    ),
    required_for=N_("Matchmaking"),
)


def _step(code: str, title: str, explanation: str, classes: frozenset[DataClass]) -> Purpose:
    return Purpose(
        code=f"matching.show.{code}",
        title=title,
        explanation=explanation,
        data_classes=classes,
        recipients=(_OTHER_SIDE,),
        retention=_KEPT,
        withdrawal_effect=_HIDES,
    )


def _class(which: ConsentClass, data_class: DataClass, title: str, explanation: str) -> Purpose:
    return Purpose(
        code=f"matching.class.{which.value}",
        title=title,
        explanation=explanation,
        data_classes=frozenset({data_class}),
        recipients=(N_("Your matchmaker"), _OTHER_SIDE),
        retention=_KEPT,
        withdrawal_effect=N_("It is deleted from your profile, and no longer shown or used."),
    )


SHOW: Final[dict[Level, Purpose]] = {
    Level.SUMMARY: _step(
        "summary",
        N_("An anonymous summary to whom you are proposed to"),
        N_("A few lines without a name: age, city, work, and the like."),
        frozenset({DataClass.HOUSEHOLD}),
    ),
    Level.DETAILS: _step(
        "details",
        N_("The details of your profile to whom you are proposed to"),
        N_("The rest of what you wrote, still without a name."),
        frozenset({DataClass.HOUSEHOLD, DataClass.INCOME}),
    ),
    Level.PHOTO: _step(
        "photo",
        N_("Your photo, or the trusted description, to whom you are proposed to"),
        N_("Once, for 72 hours at most, to one person; you may leave this step out."),
        frozenset({DataClass.IDENTITY}),
    ),
    Level.GUARDIANS: _step(
        "guardians",
        N_("Your name and your guardian to the other family"),
        N_("The names are told and the families are put in touch."),
        frozenset({DataClass.IDENTITY, DataClass.CONTACT}),
    ),
}
"""Each step forward asks for the one before it as well."""

CLASSES: Final[dict[ConsentClass, Purpose]] = {
    ConsentClass.LINEAGE: _class(
        ConsentClass.LINEAGE,
        DataClass.ORIGIN,
        N_("Your lineage in your profile"),
        N_("Only if you wish; not stated is an answer."),
    ),
    ConsentClass.RELIGIOSITY: _class(
        ConsentClass.RELIGIOSITY,
        DataClass.BELIEF,
        N_("Your religious commitment in your profile"),
        N_("What you say of your commitment and of prayer."),
    ),
    ConsentClass.HEALTH: _class(
        ConsentClass.HEALTH,
        DataClass.HEALTH,
        N_("A matter of health in your profile"),
        N_("Whether there is a matter to disclose, and your own words about it."),
    ),
    ConsentClass.DISABILITY: _class(
        ConsentClass.DISABILITY,
        DataClass.HEALTH,
        N_("A disability in your profile"),
        N_("Whether there is a matter to disclose, and your own words about it."),
    ),
    ConsentClass.CERTIFICATE: _class(
        ConsentClass.CERTIFICATE,
        DataClass.PREMARITAL_TEST,
        N_("The premarital examination certificate"),
        N_("That it was presented, its date, and whether it says compatible; never a result."),
    ),
    ConsentClass.PHOTO: _class(
        ConsentClass.PHOTO,
        DataClass.IMAGE,
        N_("A photo or trusted description in your profile"),
        N_("We keep it sealed until you open it to one person."),
    ),
}

FOLLOW_UP: Final = Purpose(
    code="matching.follow_up",
    title=N_("A call after the wedding"),
    explanation=N_("We ask how you are after six and twelve months."),
    data_classes=frozenset({DataClass.CONTACT}),
    recipients=(N_("Your matchmaker"),),
    retention=_KEPT,
    withdrawal_effect=N_("We don't call."),
)

PURPOSES: Final = (PROCESSING, *SHOW.values(), *CLASSES.values(), FOLLOW_UP)
