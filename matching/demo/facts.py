"""What the invented applicants say of themselves: different from one another, and the same every time."""

from typing import Final

from wethaq.matching.policy.traits import Fact, Kind, Trait

USUAL: Final = {
    "nationality": ("saudi",) * 9 + ("gulf",),
    "city": ("tabuk", "tabuk", "tabuk", "umluj", "duba", "tabuk", "wajh", "tayma", "tabuk", "haql"),
    "smoking": ("no", "no", "no", "yes", "no", "stopping"),
    "children": (0, 0, 0, 0, 1, 2),
    "custody": ("no_children", "no_children", "no_children", "no_children", "with_me", "with_other_parent"),
    "education": ("bachelor", "secondary", "bachelor", "diploma", "postgraduate"),
    "employment": ("public", "private", "none", "military", "public", "student", "own_business"),
    "wants_children": ("yes", "yes", "later", "yes"),
    "housing": ("rented", "own", "with_family", "planned"),
    "dress": ("niqab", "hijab", "niqab"),
}
RELOCATION: Final = (
    frozenset({"own_city"}),
    frozenset({"own_city", "region"}),
    frozenset({"region", "kingdom"}),
)
SHORTEST: Final = 152
SPREAD: Final = 33


def a_fact(trait: Trait, number: int, place: int) -> Fact | None:
    """Return what somebody says of a trait; an eleventh of all is left out, as people do."""
    if (number + 3 * place) % 11 == 0:
        return None
    if trait.code in USUAL:
        usual = USUAL[trait.code]
        return usual[(number * 3 + number // 7) % len(usual)]
    if trait.kind is Kind.MULTI:
        return RELOCATION[number % len(RELOCATION)]
    if trait.kind is Kind.NUMBER:
        return SHORTEST + number * 5 % SPREAD
    codes = trait.value_codes
    return codes[(number * 7 + place) % len(codes)]
