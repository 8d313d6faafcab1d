"""Stating facts about oneself and one's own words; *not stated* is always an answer.

A fact of a class with a consent of its own (PDPL) lies apart, is written only with that
consent, and the consent is asked on the very page of the question.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.matching.allowing import ensure_class_consent
from wethaq.matching.applicants import facts_text
from wethaq.matching.own_profile import Agreement, get_profile_to_build
from wethaq.matching.policy.own_words import ensure_names_nobody
from wethaq.matching.policy.traits import Fact, Trait, Vocabulary
from wethaq.matching.profiles import Profile, write_profile
from wethaq.matching.recognising import employer_index
from wethaq.matching.tables import SensitiveFactRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.people import service as people

ABOUT_SELF: Final = "about_self"
HOPED_FOR: Final = "hoped_for"
WORDS: Final = (ABOUT_SELF, HOPED_FOR)


class ClassConsentMissingError(RefusedError):
    """What asks for a consent of its own isn't kept without it; *not stated* needs none."""

    message = N_("To keep this answer we need your consent. You may also leave it not stated.")


async def get_asked_trait(profile: Profile, code: str) -> Trait:
    """Return a trait that this person is asked; 404 for what isn't asked of them, or is off."""
    for trait in await asked_traits(profile):
        if trait.code == code:
            return trait
    raise NotFoundError


async def asked_traits(profile: Profile, vocabulary: Vocabulary | None = None) -> tuple[Trait, ...]:
    """Return what a person is asked about themselves, as the board has it now."""
    person = await people.get_person(profile.person_id)
    return (vocabulary or await current_vocabulary()).asked_of(person.sex)


async def state_fact(
    person_id: UUID,
    code: str,
    fact: Fact | None,
    *,
    words: str | None = None,
    agreement: Agreement | None = None,
    actor: Actor,
    now: datetime,
) -> Profile:
    """State one fact, or leave it out with None; `words` explain a matter to disclose.

    Raises ClassConsentMissingError for a fact of a class without its consent, NamesSomebodyError.
    """
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        trait = await get_asked_trait(profile, code)
        trait.number_of(fact)
        if trait.consent_class is None:
            return await _write(profile, code, fact, actor=actor, now=now)
        await _forget(profile, code)
        if fact is not None:
            await ensure_class_consent(
                person_id, trait.consent_class, agreement, ClassConsentMissingError, actor=actor, now=now
            )
            await _keep_apart(profile, code, fact, words, now=now)
        return await _write(profile, code, None, actor=actor, now=now)


async def state_facts(person_id: UUID, facts: Mapping[str, Fact], *, actor: Actor, now: datetime) -> Profile:
    """State several facts at once that need no consent of their own, as they stand on one sheet of paper."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        asked = {trait.code: trait for trait in await asked_traits(profile)}
        for code, fact in facts.items():
            if code not in asked or asked[code].consent_class is not None:
                raise NotFoundError
            asked[code].number_of(fact)
        stated = facts_text({**profile.facts, **facts})
        written = await write_profile(profile, {"facts": stated}, now=now)
        await _record(profile, "facts", actor=actor, now=now)
    return written


async def sensitive_rows(profile_id: UUID) -> dict[str, dict[str, Any]]:
    """Return the facts that lie apart, opened, by trait; for their owner and who may see them."""
    rows = await rows_where(SensitiveFactRow, profile_id=profile_id)
    return {row["trait"]: open_row(SensitiveFactRow, row) for row in rows}


async def write_words(
    person_id: UUID, which: str, words: str | None, *, actor: Actor, now: datetime
) -> Profile:
    """Write one's own words; they name nobody, since they are read before names are told."""
    if which not in WORDS:
        raise NotFoundError
    ensure_names_nobody(words or "")
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        written = await write_profile(profile, {which: words or None}, now=now)
        await _record(profile, which, actor=actor, now=now)
    return written


async def name_employer(person_id: UUID, employer: str | None, *, actor: Actor, now: datetime) -> Profile:
    """Note where somebody works, so that whoever blocked colleagues isn't proposed to them; staff only."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        values = {"employer": employer or None, "employer_index": employer_index(employer)}
        written = await write_profile(profile, values, now=now)
        await _record(profile, "employer", actor=actor, now=now)
    return written


async def _write(profile: Profile, code: str, fact: Fact | None, *, actor: Actor, now: datetime) -> Profile:
    facts = facts_text({**profile.facts, code: fact})
    written = await write_profile(profile, {"facts": facts}, now=now)
    await _record(profile, code, actor=actor, now=now)
    return written


async def _keep_apart(profile: Profile, code: str, fact: Fact, words: str | None, *, now: datetime) -> None:
    ensure_names_nobody(words or "")
    kept = {"id": new_id(), "profile_id": profile.id, "trait": code, "value": str(fact)}
    await insert_sealed(SensitiveFactRow, {**kept, "words": words or None, "stated_at": now})


async def _forget(profile: Profile, code: str) -> None:
    await SensitiveFactRow.delete().where(
        SensitiveFactRow.profile_id == profile.id, SensitiveFactRow.trait == code
    )


async def _record(profile: Profile, what: str, *, actor: Actor, now: datetime) -> None:
    """Record that something was changed and by whom, never to what."""
    await audit.record(
        "matching.profile_changed",
        profile.id,
        actor=actor,
        now=now,
        person_id=profile.person_id,
        details={"changed": what, "channel": actor.channel.value},
    )
