"""The numbers of a service that a manager may change, kept in versions.

A request keeps the version under which it was made, so that no promise to an
applicant changes after it was given (H5).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Final, Self

from wethaq.platform.errors import N_, RefusedError

FIRST_VERSION: Final = 1
NUMBER_LIMITS: Final[Mapping[str, tuple[int, int]]] = {
    "reply_not_before_days": (0, 90),
    "reply_within_working_days": (1, 120),
    "verification_within_working_days": (1, 30),
    "referral_within_working_days": (1, 30),
    "first_answer_within_working_days": (1, 10),
    "appeal_within_days": (7, 180),
    "appeal_reply_within_working_days": (1, 120),
}


class TermsImpossibleError(RefusedError):
    """The figures contradict each other or leave their range."""

    message = N_(
        "These figures can't be used together. Check that the last reply date comes after the first."
    )


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """What is promised and required, in days; the defaults are the policy's.

    `required_items` overrides which checklist items are required; None leaves
    the service's own declaration in force.
    """

    reply_not_before_days: int = 14
    reply_within_working_days: int = 30
    verification_within_working_days: int = 3
    referral_within_working_days: int = 3
    first_answer_within_working_days: int = 1
    appeal_within_days: int = 30
    appeal_reply_within_working_days: int = 20
    required_items: frozenset[str] | None = None

    def as_values(self) -> dict[str, object]:
        """Return the terms as plain values, for storage as JSON."""
        values: dict[str, object] = asdict(self)
        values["required_items"] = None if self.required_items is None else sorted(self.required_items)
        return values

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """Rebuild terms from storage; figures added to the code later take their defaults."""
        known = {field.name for field in fields(cls)}
        items = values.get("required_items")
        kept = {key: value for key, value in values.items() if key in known and key != "required_items"}
        return cls(**kept, required_items=frozenset(items) if isinstance(items, list) else None)  # type: ignore[arg-type]


def change_terms(
    terms: ServiceTerms, *, numbers: Mapping[str, int], required_items: frozenset[str] | None
) -> ServiceTerms:
    """Return new terms, refusing figures that could not be kept.

    Fourteen days is the policy's figure (H5). A manager who lowers it does so
    on a board's resolution, whose reference the version keeps as its reason.
    """
    for name, number in numbers.items():
        low, high = NUMBER_LIMITS[name]
        if not low <= number <= high:
            raise TermsImpossibleError
    changed = replace(terms, **numbers, required_items=required_items)
    # Five working days make seven calendar days; the last date must lie after the first.
    if changed.reply_within_working_days * 7 / 5 <= changed.reply_not_before_days:
        raise TermsImpossibleError
    return changed
