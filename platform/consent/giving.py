"""Giving consent, and refusing it: recorded once, with its text, its way and its receipt."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import policy
from wethaq.platform.consent.errors import GuardianRequiredError
from wethaq.platform.consent.grants import find_current_grant
from wethaq.platform.consent.history import append_event
from wethaq.platform.consent.purposes import Purpose, get_purpose
from wethaq.platform.consent.receipts import SignedReceipt, sign_receipt
from wethaq.platform.consent.records import (
    EventKind,
    Grant,
    GrantMethod,
    GrantStatus,
    GuardianConsent,
    PolicyText,
)
from wethaq.platform.consent.tables import GrantRow
from wethaq.platform.consent.texts import current_text, get_text
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.localisation import active_language
from wethaq.platform.localisation.dates import RIYADH
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.groups import comes_of_age_on


@dataclass(frozen=True, slots=True)
class _Giving:
    """What is being agreed to, before it is written."""

    id: UUID
    person_id: UUID
    purpose: Purpose
    text: PolicyText
    method: GrantMethod
    witness: str | None
    guardian: GuardianConsent | None
    valid_until: datetime | None


async def grant(
    person_id: UUID,
    purpose: str,
    *,
    text_id: UUID,
    method: GrantMethod = GrantMethod.WEB,
    witness: str | None = None,
    guardian: GuardianConsent | None = None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Record that the person agrees to this very text, and return the grant's id.

    Agreeing again to the same text while the grant is live changes nothing and
    returns it, so a double click gives one grant; agreeing to a newer text
    replaces the old grant.
    """
    declared = get_purpose(purpose)
    policy.ensure_may_speak_for(person_id, actor=actor, method=method, guardian=guardian)
    policy.ensure_witnessed(method, witness)
    comes_of_age_at = await _ensure_guardian(person_id, guardian, now)
    async with transaction():
        text = await get_text(text_id)
        policy.ensure_text_is_offered(text, declared, await current_text(purpose))
        current = await find_current_grant(person_id, purpose)
        if current and current.text_id == text.id and policy.is_live(current, now):
            return current.id
        if current:
            await _replace(current, actor=actor, now=now)
        ends = policy.end_of_grant(declared, now, comes_of_age_at=comes_of_age_at)
        return await _write_once(
            _Giving(new_id(), person_id, declared, text, method, witness, guardian, ends),
            actor=actor,
            now=now,
        )


async def decline(person_id: UUID, purpose: str, *, text_id: UUID, actor: Actor, now: datetime) -> None:
    """Record a "no", so that the person isn't asked again until the text changes.

    A grant to an older text stands with its old scope; ending it is a withdrawal.
    """
    declared = get_purpose(purpose)
    async with transaction():
        text = await get_text(text_id)
        policy.ensure_text_is_offered(text, declared, await current_text(purpose))
        await append_event(person_id, purpose, EventKind.DECLINED, text=text, actor=actor, now=now)
        await audit.record(
            "consent.declined", text.id, actor=actor, now=now, person_id=person_id, purpose=purpose
        )


async def _ensure_guardian(
    person_id: UUID, guardian: GuardianConsent | None, now: datetime
) -> datetime | None:
    """Return when a minor comes of age (None for an adult), refusing whoever may not speak for the person."""
    person = await people.get_person(person_id)
    is_minor = person.is_minor(now)
    policy.ensure_guardian(is_minor=is_minor, guardian=guardian)
    if guardian is None or person.birth_date is None:
        return None
    if not await people.is_verified_guardian(guardian.person_id, person_id, now=now):
        raise GuardianRequiredError
    return datetime.combine(comes_of_age_on(person.birth_date), time(), RIYADH).astimezone(UTC)


async def _replace(current: Grant, *, actor: Actor, now: datetime) -> None:
    await GrantRow.update({GrantRow.status: GrantStatus.REPLACED.value}).where(
        (GrantRow.id == current.id) & (GrantRow.status == GrantStatus.GIVEN.value)
    )
    await append_event(
        current.person_id, current.purpose, EventKind.REPLACED, grant_id=current.id, actor=actor, now=now
    )


async def _write_once(giving: _Giving, *, actor: Actor, now: datetime) -> UUID:
    """Write the grant, or return the one that another click wrote a moment before (the index keeps one)."""
    try:
        async with savepoint():
            await _write(giving, actor=actor, now=now)
    except UNIQUE_VIOLATIONS:
        faster = await find_current_grant(giving.person_id, giving.purpose.code)
        if faster is None:
            raise
        return faster.id
    return giving.id


async def _write(giving: _Giving, *, actor: Actor, now: datetime) -> None:
    receipt = sign_receipt(
        giving.id,
        giving.person_id,
        giving.purpose,
        giving.text,
        method=giving.method,
        guardian=giving.guardian,
        valid_until=giving.valid_until,
        language=active_language(),
        now=now,
    )
    await insert_sealed(GrantRow, _row_of(giving, receipt, actor, now))
    await append_event(
        giving.person_id,
        giving.purpose.code,
        EventKind.GIVEN,
        grant_id=giving.id,
        text=giving.text,
        method=giving.method,
        actor=actor,
        now=now,
    )
    await audit.record(
        "consent.given",
        giving.id,
        actor=actor,
        now=now,
        person_id=giving.person_id,
        purpose=giving.purpose.code,
        details={"method": giving.method.value, "text_version": giving.text.version},
    )


def _row_of(giving: _Giving, receipt: SignedReceipt, actor: Actor, now: datetime) -> dict[str, object]:
    return {
        "id": giving.id,
        "person_id": giving.person_id,
        "purpose": giving.purpose.code,
        "status": GrantStatus.GIVEN.value,
        "text_id": giving.text.id,
        "text_sha256": giving.text.sha256,
        "data_classes": json.dumps(sorted(giving.purpose.data_classes)),
        "recipients": json.dumps(giving.purpose.recipients, ensure_ascii=False),
        "method": giving.method.value,
        "witness": giving.witness,
        "guardian_person_id": giving.guardian.person_id if giving.guardian else None,
        "capacity": giving.guardian.capacity if giving.guardian else None,
        "given_by_account": actor.account_id,
        "given_at": now,
        "valid_until": giving.valid_until,
        "withdrawn_at": None,
        "receipt_code": receipt.code,
        "receipt": receipt.body,
        "signature": receipt.signature,
    }
