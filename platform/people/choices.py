"""The answers that a person's file offers, in the reader's language."""

from collections.abc import Collection, Mapping
from typing import Final

from babel import Locale

from wethaq.platform.actors import Channel
from wethaq.platform.localisation import N_, active_language, gettext
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.groups import Group
from wethaq.platform.people.policy.guardianship import GuardianshipStatus, Relation
from wethaq.platform.people.policy.places import PLACES
from wethaq.platform.people.records import DuplicateReason, Sex

Choice = tuple[str, str]
"""A stored code and what the reader sees."""

NEAR_COUNTRIES: Final = ("SA", "YE", "SY", "JO", "EG", "SD", "PS", "IQ", "PK", "IN", "BD")
"""Offered first, since most people of the region are from one of these."""

NO_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Unions, test values and the like, which CLDR lists beside the countries."""

SEXES: Final[dict[str, str]] = {Sex.FEMALE: N_("Woman"), Sex.MALE: N_("Man")}
CHILDREN: Final[dict[str, str]] = {Sex.FEMALE: N_("Girl"), Sex.MALE: N_("Boy")}
GROUPS: Final[dict[str, str]] = {
    Group.CHILD: N_("Child"),
    Group.YOUNG_WOMAN: N_("Young woman"),
    Group.YOUNG_MAN: N_("Young man"),
    Group.WOMAN: N_("Woman"),
    Group.MAN: N_("Man"),
    Group.ELDERLY: N_("Elderly person"),
}
LANGUAGES: Final[dict[str, str]] = {"ar": N_("Arabic"), "en": N_("English")}
DIGITS: Final[dict[DigitShapes, str]] = {DigitShapes.ASCII: "0123456789", DigitShapes.ARABIC: "٠١٢٣٤٥٦٧٨٩"}
"""Each shows itself: there is nothing to translate."""
REPLY_CHANNELS: Final[dict[str, str]] = {
    Channel.SMS: N_("Text message"),
    Channel.EMAIL: N_("E-mail"),
    Channel.PHONE: N_("Telephone call"),
    Channel.WEBSITE: N_("Only in my file on the site"),
}
INTAKE_CHANNELS: Final[dict[str, str]] = {
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("By telephone"),
    Channel.SOCIAL_MEDIA: N_("Social media"),
    Channel.LETTER: N_("Letter"),
    Channel.VOLUNTEER: N_("Volunteers"),
    Channel.WEBSITE: N_("Website"),
    Channel.EMAIL: N_("E-mail"),
    Channel.SMS: N_("Text message"),
}
"""The channels of policy C1 to C8."""
SAFE_CONTACT_RULES: Final[dict[str, str]] = {
    SafeContactRule.NO_CALLS: N_("Don't call this number"),
    SafeContactRule.NO_TEXT_MESSAGES: N_("Don't send text messages"),
    SafeContactRule.NO_CONTENT: N_("Don't say in a text message what it is about"),
}
RELATIONS: Final[dict[str, str]] = {
    Relation.FATHER: N_("Father"),
    Relation.MOTHER: N_("Mother"),
    Relation.GRANDFATHER: N_("Grandfather"),
    Relation.BROTHER: N_("Brother"),
    Relation.UNCLE: N_("Uncle"),
    Relation.COURT_APPOINTED: N_("Guardian appointed by a court"),
}
GUARDIANSHIP_STATUSES: Final[dict[str, str]] = {
    GuardianshipStatus.REQUESTED: N_("Waits to be verified"),
    GuardianshipStatus.VERIFIED: N_("Guardianship verified"),
    GuardianshipStatus.REFUSED: N_("Guardianship refused"),
    GuardianshipStatus.ENDED: N_("Guardianship ended"),
}
DUPLICATE_REASONS: Final[dict[str, str]] = {
    DuplicateReason.NATIONAL_ID: N_("Same ID number"),
    DuplicateReason.MOBILE: N_("Same mobile"),
    DuplicateReason.LIKENESS: N_("Names and facts alike"),
}


def choices_of(words: Mapping[str, str]) -> list[Choice]:
    """Return the codes with their words, in their order."""
    return [(str(code), gettext(message)) for code, message in words.items()]


def word_of(words: Mapping[str, str], code: str | None) -> str:
    """Return what a stored code is called; the code itself where it is none of ours any more."""
    return gettext(words.get(code, code)) if code else ""


def rule_words(rules: Collection[SafeContactRule]) -> str:
    """Return what must not happen, in one line and always in the same order."""
    return gettext(", ").join(gettext(words) for rule, words in SAFE_CONTACT_RULES.items() if rule in rules)


def country_choices() -> list[Choice]:
    """Return all countries in the reader's language, the neighbouring ones first."""
    names = _country_names()
    others = sorted(code for code in names if code not in NEAR_COUNTRIES)
    return [(code, names[code]) for code in (*NEAR_COUNTRIES, *sorted(others, key=names.__getitem__))]


def country_name(code: str | None) -> str:
    """Return a country's name, or nothing where none is known."""
    return _country_names().get(code or "", "")


def is_country(code: str) -> bool:
    """Tell whether a code is a country's, by ISO 3166-1."""
    return code in _country_names()


def person_options() -> dict[str, list[Choice]]:
    """Return every list of answers that a form about a person may need."""
    return {
        "sexes": choices_of(SEXES),
        "governorates": choices_of(PLACES),
        "countries": country_choices(),
        "languages": choices_of(LANGUAGES),
        "digits": [(shape.value, digits) for shape, digits in DIGITS.items()],
        "reply_channels": choices_of(REPLY_CHANNELS),
        "intake_channels": choices_of(INTAKE_CHANNELS),
        "safe_contact_rules": choices_of(SAFE_CONTACT_RULES),
        "relations": choices_of(RELATIONS),
    }


def _country_names() -> dict[str, str]:
    territories = Locale.parse(active_language()).territories
    return {code: name for code, name in territories.items() if code.isalpha() and code not in NO_COUNTRIES}
