"""Whom somebody never wants to be proposed to: a number, an ID, a family, an employer.

Only a keyed digest decides. Nobody learns that they were blocked, and nobody learns by
blocking whether somebody is with us: it always looks the same.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.profiles import write_profile
from wethaq.matching.recognising import employer_index, family_index, mobile_index, national_id_index
from wethaq.matching.tables import BlockRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, NotFoundError, RefusedError
from wethaq.platform.localisation.normalise import normalise_mobile, normalise_national_id, single_line

MOST_BLOCKS: Final = 60


class BlockKind(StrEnum):
    """By what somebody is recognised."""

    MOBILE = "mobile"
    NATIONAL_ID = "national_id"
    FAMILY = "family"
    EMPLOYER = "employer"


class UnreadableBlockError(RefusedError):
    """What was typed isn't a number, an ID or a name that can be compared."""

    message = N_("Please check what you wrote: nobody could be recognised by it.")


class TooManyBlocksError(RefusedError):
    """With so many, a conversation helps more than a list."""

    message = N_("The list is full. Please talk with your matchmaker about whom to leave out.")


async def list_blocks(profile_id: UUID) -> list[dict[str, Any]]:
    """Return an owner's blocks, opened, the newest first."""
    rows = [open_row(BlockRow, row) for row in await rows_where(BlockRow, profile_id=profile_id)]
    return sorted(rows, key=lambda row: row["made_at"], reverse=True)


async def add_block(person_id: UUID, kind: BlockKind, typed: str, *, actor: Actor, now: datetime) -> None:
    """Never propose whoever this recognises; the same again changes nothing."""
    label, key = _recognised(kind, typed)
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        known = await list_blocks(profile.id)
        if any((row["kind"], row["key_index"]) == (kind.value, key) for row in known):
            return
        if len(known) >= MOST_BLOCKS:
            raise TooManyBlocksError
        kept = {"id": new_id(), "profile_id": profile.id, "kind": kind.value, "key_index": key}
        await insert_sealed(BlockRow, {**kept, "label": label, "made_at": now})
        await write_profile(profile, {}, now=now)
        await audit.record("matching.block_added", profile.id, actor=actor, now=now, person_id=person_id)


async def remove_block(person_id: UUID, block_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a block back; somebody else's isn't there."""
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        gone = (
            await BlockRow.delete()
            .where(BlockRow.id == block_id, BlockRow.profile_id == profile.id)
            .returning(BlockRow.id)
        )
        if not gone:
            raise NotFoundError
        await write_profile(profile, {}, now=now)
        await audit.record("matching.block_removed", profile.id, actor=actor, now=now, person_id=person_id)


def _recognised(kind: BlockKind, typed: str) -> tuple[str, str]:
    """Return what is kept for the owner to read, and the digest that decides."""
    line = single_line(typed) or ""
    if kind is BlockKind.MOBILE and (mobile := normalise_mobile(line)):
        return mobile, mobile_index(mobile)
    if kind is BlockKind.NATIONAL_ID and (national_id := normalise_national_id(line)):
        return national_id, national_id_index(national_id)
    if kind is BlockKind.FAMILY and (family := family_index(line)):
        return line, family
    if kind is BlockKind.EMPLOYER and (employer := employer_index(line)):
        return line, employer
    raise UnreadableBlockError
