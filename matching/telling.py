"""Telling people: always the same words, that there is something to read in their account, and never what.

Everything is put into the outbox in the caller's transaction, as quietly as each one's safe-contact rule asks.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.policy.agreement import Party, Proposal, waits_for
from wethaq.matching.proposals import COUPLE, ProposalRecord, owners_of
from wethaq.matching.tables import WaliRow
from wethaq.platform.database.prepared import rows_that
from wethaq.platform.notifications.service import notify

PATH: Final = "/my-file"
"""A message and a calendar are read over shoulders: even the address says nothing of matchmaking."""
NEWS: Final = "matching_news"
_ORDER: Final = (*COUPLE, Party.WALI)


async def news(proposal: ProposalRecord, parties: Iterable[Party | None], *, now: datetime) -> None:
    """Say to some of those who know of a proposal that something waits to be read."""
    chosen = set(parties)
    for party in _ORDER:
        if party in chosen and (person_id := await reader_of(proposal, party)):
            await notify(person_id, NEWS, {"path": PATH}, now=now)


async def reader_of(proposal: ProposalRecord, party: Party) -> UUID | None:
    """Return who reads for a party; nobody for a guardian who has no account of his own yet."""
    if party in COUPLE:
        return (await owners_of(proposal))[proposal.profile_of(party)]
    clauses = "WHERE profile_id = {} AND ended_at IS NULL AND linked_at IS NOT NULL AND may_be_contacted_at IS NOT NULL"
    rows = await rows_that(WaliRow, clauses, proposal.woman_id, only=("person_id",))
    return rows[0]["person_id"] if rows else None


def awaited_party(rule: Proposal) -> Party | None:
    """Return whose answer a stage waits for, where it is one of the people and not the office."""
    awaited = waits_for(rule)
    return None if awaited is Party.STAFF else awaited
