"""The daily root: one signed line that pins down everything that happened up to the end of a day.

It is sent to two people outside the association's servers. Whoever rewrites
the whole trail, with every key, still can't change what they have received.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from wethaq.platform.audit.policy import (
    MerkleTree,
    canonical_event,
    leaf_hash,
    root_statement,
    tree_from,
)
from wethaq.platform.audit.tables import AuditEvent, AuditRoot
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import RIYADH
from wethaq.platform.localisation.normalise import BIDI_CONTROLS
from wethaq.platform.security import signing

_MESSAGE: Final = re.compile(
    r"wethaq audit root\r?\n(\d{4}-\d\d-\d\d)\r?\n(\d+)\r?\n([0-9a-f]{64})\r?\n(\d+\.[\w=-]+)"
)

_NO_MARKS: Final = dict.fromkeys(map(ord, BIDI_CONTROLS))


@dataclass(frozen=True, slots=True)
class SignedRoot:
    """The root of the tree over the first `size` events, at the end of `day` in Tabuk."""

    day: date
    size: int
    root: str
    signature: str

    def is_genuine(self) -> bool:
        """Tell whether the association signed exactly this."""
        return signing.verify(root_statement(self.day, self.size, self.root), self.signature)

    def message(self) -> str:
        """Return the text that is sent to the two people and read back by `read_roots`."""
        return root_statement(self.day, self.size, self.root).decode() + self.signature + "\n"


def read_roots(text: str) -> list[SignedRoot]:
    """Find all roots in the text of messages that were kept, whatever marks of direction they carry."""
    return [
        SignedRoot(date.fromisoformat(day), int(size), root, signature)
        for day, size, root, signature in _MESSAGE.findall(text.translate(_NO_MARKS))
    ]


async def seal_yesterday(*, now: datetime) -> list[SignedRoot]:
    """Sign a root for yesterday if there is none yet, and return what was signed.

    A day on which nothing ran is covered by the next root, since every root
    covers all events from the first one on. Safe to run in several processes
    at once: the day is unique.
    """
    yesterday = now.astimezone(RIYADH).date() - timedelta(days=1)
    async with transaction():
        latest = await AuditRoot.select().order_by(AuditRoot.day, ascending=False).first()
        if latest and latest["day"] >= yesterday:
            return []
        tree = await _grow(tree_from(latest["size"], latest["peaks"]) if latest else MerkleTree(), yesterday)
        return await _insert(_signed(yesterday, tree), tree, now)


def signed_root_of(row: dict[str, Any]) -> SignedRoot:
    """Read a root from its row."""
    return SignedRoot(row["day"], row["size"], row["root"], row["signature"])


async def list_roots() -> list[SignedRoot]:
    """Return all signed roots, oldest first."""
    return [signed_root_of(row) for row in await AuditRoot.select().order_by(AuditRoot.day)]


async def _grow(tree: MerkleTree, day: date) -> MerkleTree:
    """Add the events after the last root, up to the first one that is later than the day.

    Two transactions may be numbered in another order than their clocks say, so
    the cut is made at a number and not by time.
    """
    end = datetime.combine(day + timedelta(days=1), time(), RIYADH)
    rows = await AuditEvent.select().where(AuditEvent.sequence > tree.size).order_by(AuditEvent.sequence)
    for row in rows:
        if row["at"] >= end:
            break
        tree = tree.grown(leaf_hash(canonical_event(row)))
    return tree


def _signed(day: date, tree: MerkleTree) -> SignedRoot:
    return SignedRoot(day, tree.size, tree.root(), signing.sign(root_statement(day, tree.size, tree.root())))


async def _insert(root: SignedRoot, tree: MerkleTree, now: datetime) -> list[SignedRoot]:
    row_id: UUID = new_id()
    row = AuditRoot(
        id=row_id,
        day=root.day,
        size=root.size,
        root=root.root,
        peaks=tree.peaks_text(),
        signature=root.signature,
        created_at=now,
    )
    inserted = await AuditRoot.insert(row).on_conflict(target=AuditRoot.day, action="DO NOTHING")
    return [root] if inserted else []
