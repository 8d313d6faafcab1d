"""The purposes for which the association may ask a person's consent.

A purpose is a value that a part declares and `app.py` passes in. Nothing can be
consented to, and so nothing can be used, that was not declared here first: the
register of processing is printed from the same values.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wethaq.platform.consent.errors import ConditionNotAllowedError, PurposeConflictError, UnknownPurposeError
from wethaq.platform.errors import N_


class DataClass(StrEnum):
    """What kind of personal data a purpose touches; the value is its msgid's key."""

    IDENTITY = "identity"
    CONTACT = "contact"
    HOUSEHOLD = "household"
    INCOME = "income"
    HEALTH = "health"
    ORIGIN = "origin"
    BELIEF = "belief"
    PREMARITAL_TEST = "premarital_test"
    REQUEST = "request"
    IMAGE = "image"
    USAGE = "usage"


SENSITIVE_CLASSES = frozenset(
    {DataClass.HEALTH, DataClass.ORIGIN, DataClass.BELIEF, DataClass.PREMARITAL_TEST}
)
"""PDPL art. 1(11): data that asks for explicit consent of its own."""

DATA_CLASS_NAMES = {
    DataClass.IDENTITY: N_("Identity: name, national ID, birth date"),
    DataClass.CONTACT: N_("Contact: mobile, e-mail, address"),
    DataClass.HOUSEHOLD: N_("Household and family circumstances"),
    DataClass.INCOME: N_("Income and obligations"),
    DataClass.HEALTH: N_("Health"),
    DataClass.ORIGIN: N_("Lineage and origin"),
    DataClass.BELIEF: N_("Religious commitment"),
    DataClass.PREMARITAL_TEST: N_("The premarital medical test"),
    DataClass.REQUEST: N_("The request, its answers and documents"),
    DataClass.IMAGE: N_("Photos"),
    DataClass.USAGE: N_("Which services you used, and when"),
}

NEVER_A_CONDITION = ("research", "photo", "outreach")
"""Purposes (and what starts with them) that no service may demand (intake-and-consent.md, Consent)."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One separate thing that a person may allow or refuse.

    `required_for` names the service that can't be given without it; empty
    means optional. `lasts_days` ends a grant by itself; None keeps it until
    it is withdrawn. All words are English msgids, translated where shown.
    """

    code: str
    title: str
    explanation: str
    data_classes: frozenset[DataClass]
    recipients: tuple[str, ...]
    retention: str
    withdrawal_effect: str
    required_for: str = ""
    lasts_days: int | None = None

    @property
    def is_required(self) -> bool:
        return bool(self.required_for)

    @property
    def is_sensitive(self) -> bool:
        """Tell whether the law asks for explicit consent (PDPL art. 6 and 1(11))."""
        return not SENSITIVE_CLASSES.isdisjoint(self.data_classes)


_purposes: dict[str, Purpose] = {}


def declare_purpose(purpose: Purpose) -> None:
    """Make a purpose known; saying the same thing twice is harmless."""
    ensure_is_free(purpose)
    if _purposes.setdefault(purpose.code, purpose) != purpose:
        raise PurposeConflictError(purpose=purpose.code)


def declare_purposes(purposes: Iterable[Purpose]) -> None:
    """Make many purposes known, in the order in which pages will list them."""
    for purpose in purposes:
        declare_purpose(purpose)


def ensure_is_free(purpose: Purpose) -> None:
    """Refuse a declaration that would buy a consent with a service.

    Research, photos and outreach serve the association, not the request;
    consent to them would not be free if a service hung on it (PDPL art. 7).
    """
    if purpose.is_required and _is_under_any(purpose.code, NEVER_A_CONDITION):
        raise ConditionNotAllowedError(purpose=purpose.code)


def get_purpose(code: str) -> Purpose:
    """Return the declared purpose, or raise `UnknownPurposeError`."""
    try:
        return _purposes[code]
    except KeyError:
        raise UnknownPurposeError(purpose=code) from None


def declared_purposes() -> tuple[Purpose, ...]:
    """Return all purposes in the order of their declaration."""
    return tuple(_purposes.values())


def is_under(code: str, prefix: str) -> bool:
    """Tell whether `code` is `prefix` or a part of it: "contact.sms" is under "contact"."""
    return code == prefix or code.startswith(f"{prefix}.")


def _is_under_any(code: str, prefixes: Iterable[str]) -> bool:
    return any(is_under(code, prefix) for prefix in prefixes)
