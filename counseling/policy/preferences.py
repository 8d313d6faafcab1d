"""Which counselors may be offered to a family at all: what they can do, and what the family asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wethaq.counseling.policy.services import Modality
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.records import Sex


class NotAsPreferredError(RefusedError):
    """A wish for a woman or a man is a promise, not a way of sorting."""

    message = N_(
        "This counselor isn't what the family asked for. Choose another, or change the preference first."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselorProfile:
    """What decides whether a counselor comes into question."""

    counselor_id: UUID
    sex: Sex
    languages: frozenset[Language]
    modalities: frozenset[Modality]
    services: frozenset[str]
    is_taking_appointments: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What a family asks for; nothing said means that anybody is welcome."""

    sex: Sex | None = None
    language: Language | None = None
    counselor_id: UUID | None = None


def suits(profile: CounselorProfile, preference: Preference, service_code: str, modality: Modality) -> bool:
    """Tell whether a counselor may be offered."""
    return (
        profile.is_taking_appointments
        and service_code in profile.services
        and modality in profile.modalities
        and preference.sex in {None, profile.sex}
        and (preference.language is None or preference.language in profile.languages)
        and preference.counselor_id in {None, profile.counselor_id}
    )


def suitable_counselors(
    profiles: Iterable[CounselorProfile], preference: Preference, service_code: str, modality: Modality
) -> list[UUID]:
    """Return who may be offered, in the order given."""
    return [one.counselor_id for one in profiles if suits(one, preference, service_code, modality)]


def ensure_suits(
    profile: CounselorProfile, preference: Preference, service_code: str, modality: Modality
) -> None:
    """Refuse a counselor whom the family didn't ask for, by whatever way the booking comes."""
    if not suits(profile, preference, service_code, modality):
        raise NotAsPreferredError
