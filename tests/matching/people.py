"""Profiles in the database, as they are when everything about them has been checked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.matching.builders import NOW
from tests.platform.accounts.builders import a_mobile, a_person
from wethaq.matching.applicants import facts_text, wishes_text
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState, Wish
from wethaq.matching.policy.traits import Fact
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.tables import ProfileRow, SensitiveFactRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people.records import Sex

_NAMES = {Sex.FEMALE: "نورة", Sex.MALE: "سالم"}


async def a_profile(
    sex: Sex = Sex.FEMALE,
    *,
    now: datetime = NOW,
    person_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
    wishes: Sequence[Wish] = (),
    **changes: Any,
) -> UUID:
    """An active profile with a fresh proof; returns the profile's id. `changes` are columns."""
    profile_id = new_id()
    stated = dict(facts or {"city": "tabuk", "education": "bachelor"})
    sensitive = {code for code in stated if VOCABULARY[code].consent_class}
    values: dict[str, Any] = {
        "id": profile_id,
        "person_id": person_id or await a_person(sex=sex, first_name=_NAMES[sex], mobile=a_mobile()),
        "state": ProfileState.ACTIVE.value,
        "marital_status": MaritalStatus.NEVER_MARRIED.value,
        "marital_proof_on": riyadh_date(now) - timedelta(days=10),
        "waiting_since": riyadh_date(now) - timedelta(days=30),
        "facts": facts_text({code: fact for code, fact in stated.items() if code not in sensitive}),
        "wishes": wishes_text(wishes),
        "made_by": "applicant",
        "made_at": now,
        "changed_at": now,
        "activated_at": now,
    }
    await insert_sealed(ProfileRow, values | changes)
    for code in sensitive:
        kept = {
            "id": new_id(),
            "profile_id": profile_id,
            "trait": code,
            "value": stated[code],
            "stated_at": now,
        }
        await insert_sealed(SensitiveFactRow, kept)
    return profile_id
