"""Allowing and taking back: each step of showing, each class of data, the call after the wedding.

One consent opens one thing. They are given on the page of the thing itself or on the
page of the steps; staff record what was signed on paper or said before a witness.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.own_profile import Agreement, ensure_may_build, get_profile_to_build
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.purposes import CLASSES, FOLLOW_UP, SHOW
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.service import PolicyText, Purpose
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError, RefusedError

ON_THE_PAGE_OF_STEPS: Final = (*SHOW.values(), FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent beside its words, and whether it stands."""

    purpose: Purpose
    text: PolicyText
    is_given: bool


async def list_steps(person_id: UUID, *, actor: Actor, now: datetime) -> list[Asked]:
    """Return the consents to each step of showing, in order, and the call after the wedding."""
    await ensure_may_build(person_id, actor=actor)
    return [await find_asked(person_id, purpose, now=now) for purpose in ON_THE_PAGE_OF_STEPS]


async def find_asked(person_id: UUID, purpose: Purpose, *, now: datetime) -> Asked:
    """Return one consent with its words in force."""
    text = await consent.current_text(purpose.code)
    return Asked(purpose, text, await consent.has_consent(person_id, purpose.code, now=now))


async def find_class_asked(person_id: UUID, which: ConsentClass, *, now: datetime) -> Asked:
    """Return the consent that a class of data asks for."""
    return await find_asked(person_id, CLASSES[which], now=now)


async def allow_step(
    person_id: UUID, code: str, agreement: Agreement, *, actor: Actor, now: datetime
) -> None:
    """Give the consent to one step of showing, or to the call after the wedding."""
    purpose = _on_the_page(code)
    async with transaction():
        await get_profile_to_build(person_id, actor=actor)
        await _grant(person_id, purpose.code, agreement, actor=actor, now=now)


async def withdraw_step(
    person_id: UUID, code: str, *, method: consent.GrantMethod, actor: Actor, now: datetime
) -> None:
    """Take a step back, as easily as it was given; what has shown it ends (matching/hiding.py)."""
    purpose = _on_the_page(code)
    await ensure_may_build(person_id, actor=actor)
    await consent.withdraw(person_id, purpose.code, method=method, actor=actor, now=now)


async def ensure_class_consent(
    person_id: UUID,
    which: ConsentClass,
    agreement: Agreement | None,
    missing: type[RefusedError],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a class of data be kept only with its own consent, which may come along; joins the transaction."""
    purpose = CLASSES[which].code
    if await consent.has_consent(person_id, purpose, now=now):
        return
    if agreement is None:
        raise missing
    await _grant(person_id, purpose, agreement, actor=actor, now=now)


async def _grant(person_id: UUID, purpose: str, agreement: Agreement, *, actor: Actor, now: datetime) -> None:
    await consent.grant(
        person_id,
        purpose,
        text_id=agreement.text_id,
        method=agreement.method,
        witness=agreement.witness,
        actor=actor,
        now=now,
    )


def _on_the_page(code: str) -> Purpose:
    for purpose in ON_THE_PAGE_OF_STEPS:
        if purpose.code == code:
            return purpose
    raise NotFoundError
