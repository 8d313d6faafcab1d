"""The board's switches: which traits are asked at all, each change with its reason; the newest of a trait counts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.desk_access import ensure_reason, ensure_switcher
from wethaq.matching.policy.traits import Trait
from wethaq.matching.tables import TraitSwitchRow
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform import audit
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError, NotFoundError


@dataclass(frozen=True, slots=True)
class Decision:
    """A switch as it was decided."""

    is_active: bool
    reason: str
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class SwitchedTrait:
    """A trait and the decisions about it, the newest first; without any, the association's default holds."""

    trait: Trait
    decisions: tuple[Decision, ...]


async def list_switched_traits(*, actor: Actor) -> list[SwitchedTrait]:
    """Return every trait that can be switched; those of the file are always there."""
    ensure_switcher(actor)
    rows = await rows_that(TraitSwitchRow, "ORDER BY decided_at DESC, id DESC")
    names = await names_of_accounts({row["decided_by"] for row in rows if row["decided_by"]})
    vocabulary = await current_vocabulary()
    return [
        SwitchedTrait(
            trait,
            tuple(
                Decision(row["is_active"], row["reason"], row["decided_at"], names.get(row["decided_by"], ""))
                for row in rows
                if row["trait"] == trait.code
            ),
        )
        for trait in vocabulary.traits
        if not trait.is_derived
    ]


async def switch_trait(code: str, *, is_active: bool, reason: str, actor: Actor, now: datetime) -> UUID:
    """Write the board's decision about a trait down: from now on it is asked, wished and counted, or not.

    What people stated stays kept and unseen, so that a decision can be taken back.
    Raises ReasonMissingError, FasterElsewhereError where it is so already.
    """
    ensure_switcher(actor)
    words = ensure_reason(reason)
    switch_id = new_id()
    async with transaction():
        vocabulary = await current_vocabulary()
        if code not in vocabulary or vocabulary[code].is_derived:
            raise NotFoundError
        if vocabulary[code].is_active is is_active:
            raise FasterElsewhereError
        row = {"id": switch_id, "trait": code, "is_active": is_active, "reason": words}
        await insert_row(TraitSwitchRow, {**row, "decided_at": now, "decided_by": actor.account_id})
        details = {"trait": code, "is_active": is_active}
        await audit.record("matching.trait_switched", switch_id, actor=actor, now=now, details=details)
    return switch_id
