"""The keyed digests by which a block recognises a person: family, employer, mobile, ID. None can be read back."""

from wethaq.platform.people.outlines import number_index
from wethaq.platform.people.policy.names import matching_key
from wethaq.platform.security.blind import blind_index


def family_index(family_name: str | None) -> str | None:
    """Return the digest of a family name, however it was spelled; None where nothing of it is a letter."""
    key = matching_key(family_name or "")
    return blind_index("matching_profile.family_index", key) if key else None


def employer_index(employer: str | None) -> str | None:
    """Return the digest of an employer's name, however it was spelled."""
    key = matching_key(employer or "")
    return blind_index("matching_profile.employer_index", key) if key else None


def mobile_index(mobile: str) -> str:
    """Return the digest of a normalised mobile number, as it lies beside a person's."""
    return number_index("mobile", mobile)


def national_id_index(national_id: str) -> str:
    """Return the digest of a normalised ID or Iqama."""
    return number_index("national_id", national_id)
