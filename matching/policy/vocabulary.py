"""The traits of the association's profiles (design: Profiles), in the order in which they are asked.

Photo, trusted description and references are no traits: nobody may wish for them.
Complexion and build are off, and could never be a condition. Lineage is private:
not stated unless somebody wants to, never a rank, never a search key.
"""

from typing import Any, Final

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.traits import Kind, Sensitivity, Trait, TraitValue, Vocabulary
from wethaq.platform.errors import N_
from wethaq.platform.people.records import Sex

_MEN: Final = frozenset({Sex.MALE})
_WOMEN: Final = frozenset({Sex.FEMALE})
_SENSITIVE: Final[dict[str, Any]] = {"sensitivity": Sensitivity.SENSITIVE, "earliest": Level.DETAILS}
_CAUTIOUS: Final[dict[str, Any]] = {"sensitivity": Sensitivity.CAUTIOUS, "earliest": Level.DETAILS}
_FAITH: Final[dict[str, Any]] = {**_SENSITIVE, "consent_class": ConsentClass.RELIGIOSITY}
_YES_NO: Final = (("no", N_("No")), ("yes", N_("Yes")))


def _choice(code: str, title: str, *values: tuple[str, str], kind: Kind = Kind.CHOICE, **more: Any) -> Trait:
    return Trait(
        code=code, title=title, kind=kind, values=tuple(TraitValue(*value) for value in values), **more
    )


def _ordinal(code: str, title: str, *values: tuple[str, str], **more: Any) -> Trait:
    return _choice(code, title, *values, kind=Kind.ORDINAL, **more)


def _number(code: str, title: str, lowest: int, highest: int, **more: Any) -> Trait:
    return Trait(code=code, title=title, kind=Kind.NUMBER, lowest=lowest, highest=highest, **more)


VOCABULARY: Final = Vocabulary(
    (
        _number("age", N_("Age in years"), 18, 99, is_derived=True),
        _choice(
            "marital_status",
            N_("Marital status"),
            ("never_married", N_("Never married")),
            ("divorced", N_("Divorced")),
            ("widowed", N_("Widowed")),
            ("married", N_("Married")),
            is_derived=True,
        ),
        _number("wives_now", N_("Wives at present"), 0, 3, is_derived=True, asked_of=_MEN),
        _choice(
            "seeks_additional_wife",
            N_("Seeks an additional wife"),
            *_YES_NO,
            is_derived=True,
            asked_of=_MEN,
        ),
        _choice(
            "accepts_polygamy",
            N_("Accepts a husband with another wife"),
            *_YES_NO,
            is_derived=True,
            may_be_wished=False,
            asked_of=_WOMEN,
        ),
        _number("children", N_("Children"), 0, 15),
        _choice(
            "custody",
            N_("Who the children live with"),
            ("no_children", N_("There are no children")),
            ("with_me", N_("They live with me")),
            ("with_other_parent", N_("They live with their other parent")),
            ("shared", N_("They live with both in turn")),
            ("grown", N_("They are grown up")),
        ),
        _number("height", N_("Height in centimetres"), 130, 210, earliest=Level.DETAILS, weight_cap=2),
        _choice(
            "city",
            N_("City"),
            ("tabuk", N_("Tabuk")),
            ("umluj", N_("Umluj")),
            ("wajh", N_("Al-Wajh")),
            ("duba", N_("Duba")),
            ("tayma", N_("Tayma")),
            ("haql", N_("Haql")),
            ("bad", N_("Al-Bad'")),
            ("elsewhere", N_("Outside the region of Tabuk")),
        ),
        Trait(
            code="relocation",
            title=N_("Where you are ready to live"),
            kind=Kind.MULTI,
            values=(
                TraitValue("own_city", N_("In my city")),
                TraitValue("region", N_("Anywhere in the region of Tabuk")),
                TraitValue("kingdom", N_("Anywhere in the Kingdom")),
                TraitValue("abroad", N_("Abroad")),
            ),
        ),
        _choice(
            "nationality",
            N_("Nationality group"),
            ("saudi", N_("Saudi")),
            ("gulf", N_("Of another Gulf country")),
            ("arab", N_("Of another Arab country")),
            ("other", N_("Of another country")),
        ),
        _ordinal(
            "education",
            N_("Education"),
            ("below_secondary", N_("Below secondary school")),
            ("secondary", N_("Secondary school")),
            ("diploma", N_("Diploma")),
            ("bachelor", N_("Bachelor's degree")),
            ("postgraduate", N_("Postgraduate degree")),
        ),
        _choice(
            "employment",
            N_("Work at present"),
            ("none", N_("Not working")),
            ("student", N_("Studying")),
            ("public", N_("In the public sector")),
            ("private", N_("In the private sector")),
            ("military", N_("In the armed forces")),
            ("own_business", N_("Own business")),
            ("retired", N_("Retired")),
        ),
        _ordinal(
            "income",
            N_("Monthly income"),
            ("none", N_("No income")),
            ("below_5000", N_("Below 5,000 riyals")),
            ("to_10000", N_("5,000 to 10,000 riyals")),
            ("to_20000", N_("10,000 to 20,000 riyals")),
            ("above_20000", N_("Above 20,000 riyals")),
            **_CAUTIOUS,
        ),
        _choice(
            "lineage",
            N_("Lineage"),
            ("tribal", N_("Tribal")),
            ("non_tribal", N_("Non-tribal")),
            ("no_objection", N_("It makes no difference")),
            sensitivity=Sensitivity.SENSITIVE,
            consent_class=ConsentClass.LINEAGE,
            earliest=Level.GUARDIANS,
            weight_cap=2,
        ),
        _ordinal(
            "religiosity",
            N_("Religious commitment"),
            ("moderate", N_("Moderately committed")),
            ("committed", N_("Committed")),
            ("very_committed", N_("Very committed")),
            **_FAITH,
        ),
        _ordinal(
            "prayer",
            N_("Keeping up prayer"),
            ("sometimes", N_("Sometimes")),
            ("mostly", N_("Mostly on time")),
            ("always", N_("Always on time")),
            **_FAITH,
        ),
        _choice(
            "dress",
            N_("Dress"),
            ("niqab", N_("Niqab")),
            ("hijab", N_("Hijab")),
            ("other", N_("Other modest dress")),
            asked_of=_WOMEN,
            **_CAUTIOUS,
        ),
        _choice("smoking", N_("Smoking"), *_YES_NO, ("stopping", N_("Giving it up"))),
        _choice(
            "housing",
            N_("Housing"),
            ("own", N_("Own home")),
            ("rented", N_("Rented home")),
            ("with_family", N_("With the family")),
            ("planned", N_("To be found at marriage")),
        ),
        _choice(
            "wifes_work",
            N_("The wife's work"),
            ("works", N_("She works")),
            ("by_agreement", N_("By agreement")),
            ("at_home", N_("She is at home")),
        ),
        _choice(
            "wifes_study",
            N_("The wife's study"),
            ("studies", N_("She goes on studying")),
            ("by_agreement", N_("By agreement")),
            ("no_study", N_("No further study")),
        ),
        _choice(
            "wants_children",
            N_("Wish for children"),
            ("yes", N_("Yes")),
            ("later", N_("Yes, but later")),
            ("no", N_("No")),
        ),
        _choice(
            "with_in_laws",
            N_("Living with the husband's family"),
            ("yes", N_("Yes")),
            ("for_a_time", N_("For a time")),
            ("no", N_("No")),
        ),
        _choice(
            "health",
            N_("Health"),
            ("nothing", N_("Nothing to disclose")),
            ("a_matter", N_("A matter to disclose")),
            consent_class=ConsentClass.HEALTH,
            **_SENSITIVE,
        ),
        _choice(
            "disability",
            N_("Disability"),
            ("none", N_("No disability")),
            ("a_matter", N_("A matter to disclose")),
            consent_class=ConsentClass.DISABILITY,
            **_SENSITIVE,
        ),
        _ordinal(
            "complexion",
            N_("Complexion"),
            ("light", N_("Light complexion")),
            ("medium", N_("Medium complexion")),
            ("dark", N_("Dark complexion")),
            may_be_hard=False,
            weight_cap=1,
            is_active=False,
            **_CAUTIOUS,
        ),
        _ordinal(
            "build",
            N_("Build"),
            ("slim", N_("Slim build")),
            ("average", N_("Average build")),
            ("full", N_("Full build")),
            may_be_hard=False,
            weight_cap=1,
            is_active=False,
            **_CAUTIOUS,
        ),
    )
)
