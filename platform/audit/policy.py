"""The chain of events and the tree over them: pure rules.

Chain: each event carries HMAC-SHA256(key, chain of the event before | its own
canonical content). Whoever changes the database without the key can't make the
links fit again. Tree: the Merkle tree hash of RFC 6962, section 2.1, whose
signed root is sent outside every day.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

CHAIN_START: Final = "0" * 64
"""What the first event is linked to."""

CONTENT_COLUMNS: Final = (
    "sequence",
    "at",
    "event",
    "subject_id",
    "person_id",
    "purpose",
    "account_id",
    "session_id",
    "roles",
    "channel",
    "details",
)


def canonical_event(row: Mapping[str, Any]) -> bytes:
    """Write an event in the one way in which it is hashed."""
    content = {column: _canonical_value(row[column]) for column in CONTENT_COLUMNS}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def next_chain(key: bytes, chain: str, event: bytes) -> str:
    """Return the link of an event that follows the link `chain`."""
    return hmac.digest(key, f"event|{chain}|".encode() + event, "sha256").hex()


def head_seal(key: bytes, sequence: int, chain: str) -> str:
    """Return the proof that the chain ended here: an earlier end can't be passed off as the last."""
    return hmac.digest(key, f"head|{sequence}|{chain}".encode(), "sha256").hex()


def leaf_hash(event: bytes) -> bytes:
    """Return the hash of one leaf (RFC 6962: 0x00 before the entry)."""
    return hashlib.sha256(b"\x00" + event).digest()


@dataclass(frozen=True, slots=True)
class MerkleTree:
    """A growing RFC 6962 tree, kept as the roots of its full subtrees, the largest first.

    `peaks` holds one hash for each bit that is set in `size`, so a tree of a
    million events is twenty hashes and grows without reading them again.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> "MerkleTree":
        """Return the tree with one leaf more."""
        peaks, size = [*self.peaks, leaf], self.size
        while size & 1:
            right = peaks.pop()
            peaks.append(_node_hash(peaks.pop(), right))
            size >>= 1
        return MerkleTree(self.size + 1, tuple(peaks))

    def root(self) -> str:
        """Return the Merkle tree hash (hex); that of nothing is the hash of nothing."""
        if not self.peaks:
            return hashlib.sha256(b"").hexdigest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = _node_hash(peak, root)
        return root.hex()

    def peaks_text(self) -> str:
        return " ".join(peak.hex() for peak in self.peaks)


def tree_from(size: int, peaks_text: str) -> MerkleTree:
    """Read back what `peaks_text` wrote."""
    return MerkleTree(size, tuple(bytes.fromhex(peak) for peak in peaks_text.split()))


def root_statement(day: date, size: int, root: str) -> bytes:
    """Return the words that are signed and sent to two people every day."""
    return f"wethaq audit root\n{day.isoformat()}\n{size}\n{root}\n".encode()


def roles_text(roles: Sequence[str]) -> str:
    return ",".join(sorted(roles))


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _canonical_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
