"""Profiles in the database, as they are when everything about them has been checked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.matching.builders import NOW
from tests.platform.accounts.builders import a_mobile, a_person, actor_for, an_account_of
from wethaq.matching.applicants import facts_text, wishes_text
from wethaq.matching.consent_texts import TEXTS
from wethaq.matching.hiding import HIDING, hide_what_was_withdrawn
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState, Wish
from wethaq.matching.policy.traits import Fact
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.purposes import CLASSES, PROCESSING, PURPOSES, SHOW
from wethaq.matching.tables import ProfileRow, SensitiveFactRow
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.intake.starting import acknowledge_responsibilities
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
        "touched_at": now,
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


async def open_matching(*, now: datetime = NOW) -> None:
    """Publish what people are asked to agree to, as app.py does."""
    consent.declare_purposes(PURPOSES)
    consent.offer_wordings(TEXTS)
    consent.register_withdrawal_hook("matching", hide_what_was_withdrawn, name=HIDING)
    await consent.publish_wordings(consent.offered_wordings(), actor=SYSTEM, now=now)


async def agree(
    person_id: UUID,
    up_to: Level = Level.GUARDIANS,
    classes: Collection[ConsentClass] = tuple(ConsentClass),
    *,
    now: datetime = NOW,
) -> None:
    """Read the responsibilities and agree to the profile, to its steps up to one, and to some classes."""
    actor = Actor(account_id=new_id(), person_id=person_id, roles=frozenset({Role.BENEFICIARY}))
    await acknowledge_responsibilities(person_id, actor=actor, now=now)
    steps = [purpose for level, purpose in SHOW.items() if level <= up_to]
    for purpose in (PROCESSING, *steps, *(CLASSES[which] for which in classes)):
        text = await consent.current_text(purpose.code)
        await consent.grant(person_id, purpose.code, text_id=text.id, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class AnApplicant:
    """Somebody with an account, a file, an active profile and all consents."""

    account_id: UUID
    person_id: UUID
    profile_id: UUID
    actor: Actor


async def an_applicant(
    sex: Sex = Sex.FEMALE,
    *,
    now: datetime = NOW,
    up_to: Level = Level.GUARDIANS,
    classes: Collection[ConsentClass] = tuple(ConsentClass),
    person: Mapping[str, Any] | None = None,
    **changes: Any,
) -> AnApplicant:
    """`open_matching()` comes first; sign in with `signed_in(client, applicant.account_id)`."""
    mobile = a_mobile()
    person_id = await a_person(**{"sex": sex, "first_name": _NAMES[sex], "mobile": mobile, **(person or {})})
    account_id = await an_account_of(person_id, mobile)
    await agree(person_id, up_to, classes, now=now)
    profile_id = await a_profile(sex, now=now, person_id=person_id, **changes)
    return AnApplicant(account_id, person_id, profile_id, await actor_for(account_id))
