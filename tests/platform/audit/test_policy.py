import hashlib
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.actors import Role
from wethaq.platform.audit.openings import leading_role
from wethaq.platform.audit.policy import (
    CHAIN_START,
    CONTENT_COLUMNS,
    MerkleTree,
    canonical_event,
    head_seal,
    next_chain,
    tree_from,
)

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def plain_root(leaves: list[bytes]) -> str:
    """The definition of RFC 6962, section 2.1, word by word, to compare with."""

    def root(part: list[bytes]) -> bytes:
        if not part:
            return hashlib.sha256(b"").digest()
        if len(part) == 1:
            return part[0]
        split = 1
        while split * 2 < len(part):
            split *= 2
        return hashlib.sha256(b"\x01" + root(part[:split]) + root(part[split:])).digest()

    return root(leaves).hex()


@given(st.integers(0, 200))
def test_the_growing_tree_has_the_root_of_the_rfc(size: int) -> None:
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(size)]
    tree = MerkleTree()
    for leaf in leaves:
        tree = tree.grown(leaf)
    assert tree.root() == plain_root(leaves)
    assert len(tree.peaks) == size.bit_count()


def test_a_tree_goes_on_from_where_it_was_stored() -> None:
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(21)]
    tree = MerkleTree()
    for leaf in leaves[:13]:
        tree = tree.grown(leaf)
    tree = tree_from(tree.size, tree.peaks_text())
    for leaf in leaves[13:]:
        tree = tree.grown(leaf)
    assert tree.root() == plain_root(leaves)


def test_an_event_is_hashed_alike_whatever_the_time_zone_of_its_clock() -> None:
    row: dict[str, object] = dict.fromkeys(CONTENT_COLUMNS) | {"at": AT, "person_id": UUID(int=1)}
    riyadh = row | {"at": AT.astimezone(timezone(timedelta(hours=3)))}
    assert canonical_event(row) == canonical_event(riyadh)


def test_a_link_depends_on_the_key_the_past_and_the_event() -> None:
    link = next_chain(b"key", CHAIN_START, b"event")
    others = {
        next_chain(b"yek", CHAIN_START, b"event"),
        next_chain(b"key", "1" * 64, b"event"),
        next_chain(b"key", CHAIN_START, b"other"),
        head_seal(b"key", 0, CHAIN_START),
    }
    assert link not in others
    assert len(others) == 4


def test_of_several_roles_the_weightiest_is_shown() -> None:
    assert leading_role("committee_chair,committee_member") is Role.COMMITTEE_CHAIR
    assert leading_role("beneficiary") is Role.BENEFICIARY
    assert leading_role("system") is None
