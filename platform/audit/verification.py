"""Reading the trail from its first event on, and saying where it was tampered with."""

import hmac
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from wethaq.platform.audit.policy import (
    CHAIN_START,
    MerkleTree,
    canonical_event,
    head_seal,
    leaf_hash,
    next_chain,
)
from wethaq.platform.audit.roots import SignedRoot, list_roots
from wethaq.platform.audit.tables import AuditEvent, AuditHead
from wethaq.platform.security.keyring import KeyPurpose
from wethaq.platform.security.vault import VAULT

BATCH: Final = 2000
_LARGEST: Final = 2**62


class Tampering(StrEnum):
    """What can be wrong with the trail."""

    ALTERED = "altered"
    """The event, or its place, isn't what was chained: it was edited, inserted, moved or its neighbour removed."""
    MISSING = "missing"
    """Numbers are left out before this event."""
    CUT = "cut"
    """The trail ends before the sealed end of the chain."""
    HEAD_FORGED = "head forged"
    """The record of where the chain ends was itself changed."""
    ROOT_DIFFERS = "root differs"
    """The events of a closed day aren't the ones whose root was signed."""
    ROOT_FORGED = "root forged"
    """The signature of a daily root doesn't verify."""
    APPENDED = "appended"
    """Events stand after the sealed end of the chain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign of tampering, at an event's number or on a day."""

    tampering: Tampering
    sequence: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TrailReport:
    """What the verification read and what it found."""

    events: int
    roots: int
    root: str
    findings: Sequence[Finding]

    @property
    def is_intact(self) -> bool:
        return not self.findings


class _Reader:
    """Reads events in order; keeps the expected link, the tree so far, and what was found."""

    def __init__(self, key: bytes, roots: Sequence[SignedRoot]) -> None:
        self.key = key
        self.chain = CHAIN_START
        self.sequence = 0
        self.tree = MerkleTree()
        self.findings: list[Finding] = []
        self._roots = sorted(roots, key=lambda root: root.size, reverse=True)

    def read(self, row: Mapping[str, Any]) -> None:
        """Check one event against its number, its link and the roots that end with it."""
        is_next = row["sequence"] == self.sequence + 1
        self.sequence = row["sequence"]
        if not is_next:
            self.find(Tampering.MISSING)
        event = canonical_event(row)
        if next_chain(self.key, self.chain, event) != row["chain"]:
            self.find(Tampering.ALTERED)
        self.chain = row["chain"]
        self.tree = self.tree.grown(leaf_hash(event))
        self.compare_roots()

    def compare_roots(self) -> None:
        """Compare the tree with every root that was signed at this size."""
        while self._roots and self._roots[-1].size <= self.tree.size:
            root = self._roots.pop()
            if not root.is_genuine():
                self.find(Tampering.ROOT_FORGED, root.day)
            elif root.root != self.tree.root():
                self.find(Tampering.ROOT_DIFFERS, root.day)

    def finish(self, head: Mapping[str, Any] | None) -> None:
        """Compare where the events end with where the chain was sealed to end."""
        for root in self._roots:
            self.find(Tampering.CUT, root.day)
        if head is None:
            if self.sequence:
                self.find(Tampering.HEAD_FORGED)
            return
        if self.sequence < head["sequence"]:
            self.find(Tampering.CUT)
        is_sealed = hmac.compare_digest(head["seal"], head_seal(self.key, head["sequence"], head["chain"]))
        if not is_sealed or (self.sequence == head["sequence"] and self.chain != head["chain"]):
            self.find(Tampering.HEAD_FORGED)

    def find(self, tampering: Tampering, day: date | None = None) -> None:
        """Keep a finding at the event that was read last."""
        self.findings.append(Finding(tampering, self.sequence, day))


async def verify_audit(
    known_roots: Sequence[SignedRoot] = (), *, progress: Callable[[int], None] = lambda _: None
) -> TrailReport:
    """Read the whole trail and report every sign of tampering.

    `known_roots` are roots from the daily messages: they also find a trail that
    was cut together with the roots in the database. Events that are written
    meanwhile are left to the next run. `progress` is told how many were read.
    """
    head = await AuditHead.select().first()
    stored_roots = await list_roots()
    reader = _Reader(VAULT.secret(KeyPurpose.AUDIT).secret, [*stored_roots, *known_roots])
    reader.compare_roots()
    async for row in _events_up_to(head["sequence"] if head else _LARGEST):
        reader.read(row)
        if reader.tree.size % BATCH == 0:
            progress(reader.tree.size)
    reader.finish(head)
    if await _has_events_after_the_end():
        reader.find(Tampering.APPENDED)
    return TrailReport(reader.tree.size, len(stored_roots), reader.tree.root(), tuple(reader.findings))


async def _events_up_to(last: int) -> AsyncIterator[dict[str, Any]]:
    """Read in batches, by number, from below the smallest."""
    before = -_LARGEST
    while rows := await _batch(before, last):
        for row in rows:
            yield row
        before = rows[-1]["sequence"]


async def _batch(before: int, last: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        await AuditEvent.select()
        .where(AuditEvent.sequence > before, AuditEvent.sequence <= last)
        .order_by(AuditEvent.sequence)
        .limit(BATCH)
    )
    return rows


async def _has_events_after_the_end() -> bool:
    """Read the newest event before the head: writers meanwhile move the head further, never less far."""
    newest = (
        await AuditEvent.select(AuditEvent.sequence).order_by(AuditEvent.sequence, ascending=False).first()
    )
    head = await AuditHead.select().first()
    return bool(newest and head and newest["sequence"] > head["sequence"])
