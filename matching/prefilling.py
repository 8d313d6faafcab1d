"""What the file knows already, offered as an answer that is still to be confirmed (G3)."""

from typing import Final

from wethaq.matching.policy.traits import Fact
from wethaq.platform.people.policy.places import TABUK_GOVERNORATES
from wethaq.platform.people.records import Person

_CITIES: Final = {"al_wajh": "wajh", "al_bad": "bad"}
"""Where the vocabulary has a shorter code than the file."""
_GULF: Final = frozenset({"AE", "BH", "KW", "OM", "QA"})
_ARAB: Final = frozenset(
    {"DJ", "DZ", "EG", "IQ", "JO", "KM", "LB", "LY", "MA", "MR", "PS", "SD", "SO", "SY", "TN", "YE"}
)


def suggested_fact(code: str, person: Person) -> Fact | None:
    """Return what the file says of a trait, or None where it says nothing."""
    if code == "city":
        return _city(person.governorate)
    if code == "nationality":
        return _nationality(person.nationality)
    return None


def _city(governorate: str | None) -> str | None:
    if governorate is None:
        return None
    return _CITIES.get(governorate, governorate) if governorate in TABUK_GOVERNORATES else "elsewhere"


def _nationality(country: str | None) -> str | None:
    if country is None:
        return None
    if country == "SA":
        return "saudi"
    return "gulf" if country in _GULF else "arab" if country in _ARAB else "other"
