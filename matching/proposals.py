"""The only ways to a proposal: as one of the two, as her guardian, as their matchmaker, or as a rule of ours.

"Not yours" and "not told of it yet" look exactly like "not there".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.policy.agreement import Party, Proposal, knows_of
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import ProfileRow, ProposalRow, WaliRow, YesRow
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.prepared import Row, places, read, row_by_id, rows_that, rows_where
from wethaq.platform.errors import NotFoundError

COUPLE = (Party.WOMAN, Party.MAN)


class ProposalNotFoundError(NotFoundError):
    """There is no such proposal, or the reader knows of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRecord:
    """A proposal as it is kept; `rule` is what the rules judge."""

    id: UUID
    woman_id: UUID
    man_id: UUID
    rule: Proposal
    matchmaker_id: UUID | None
    made_at: datetime
    ended_at: datetime | None
    ended_from: Stage | None
    ended_by: str | None
    version: int

    @property
    def profile_ids(self) -> tuple[UUID, UUID]:
        return self.woman_id, self.man_id

    def profile_of(self, party: Party) -> UUID:
        """Return the profile on whose side a party stands; the guardian stands on hers."""
        return self.man_id if party is Party.MAN else self.woman_id

    def profile_opposite(self, party: Party) -> UUID:
        return self.woman_id if party is Party.MAN else self.man_id


@dataclass(frozen=True, slots=True)
class Seat:
    """A proposal with the place that its reader has in it."""

    proposal: ProposalRecord
    party: Party
    person_id: UUID


async def get_proposal(proposal_id: UUID, *, for_change: bool = False) -> ProposalRecord:
    """Return a proposal without asking who wants it; for rules of the house, never for a page.

    `for_change` makes every other change about either of the two wait for the
    caller's transaction, and reads what the last of them left.
    """
    row = await row_by_id(ProposalRow, proposal_id)
    if row is None:
        raise ProposalNotFoundError
    if for_change:
        await hold_profiles(row["woman_id"], row["man_id"])
        row = await row_by_id(ProposalRow, proposal_id) or row
    return await _record(row)


async def get_own_proposal(proposal_id: UUID, *, actor: Actor, for_change: bool = False) -> Seat:
    """Return a proposal to one of the two, once they have been told of it."""
    found = await get_proposal(proposal_id, for_change=for_change)
    if actor.person_id is None:
        raise ProposalNotFoundError
    owners = await owners_of(found)
    party = next((each for each in COUPLE if owners[found.profile_of(each)] == actor.person_id), None)
    if party is None or not knows_of(found.rule, party):
        raise ProposalNotFoundError
    return Seat(found, party, actor.person_id)


async def get_wards_proposal(proposal_id: UUID, *, actor: Actor, for_change: bool = False) -> Seat:
    """Return a proposal to the woman's guardian, from his own account, once he has been asked."""
    found = await get_proposal(proposal_id, for_change=for_change)
    if actor.person_id is None or found.woman_id not in await wards_of(actor.person_id):
        raise ProposalNotFoundError
    is_the_man = (await owners_of(found))[found.man_id] == actor.person_id
    if is_the_man or not knows_of(found.rule, Party.WALI):
        raise ProposalNotFoundError
    return Seat(found, Party.WALI, actor.person_id)


async def get_desk_proposal(proposal_id: UUID, *, actor: Actor, for_change: bool = False) -> ProposalRecord:
    """Return a proposal to the matchmaker in whose portfolio it, or one of the two, is.

    What concerns themselves isn't their business as staff.
    """
    found = await get_proposal(proposal_id, for_change=for_change)
    if not actor.has(Role.MATCHMAKER) or actor.account_id is None:
        raise ProposalNotFoundError
    rows = await _keepers(found)
    keepers = {found.matchmaker_id, *(row["matchmaker_id"] for row in rows)}
    is_own = actor.person_id is not None and actor.person_id in {row["person_id"] for row in rows}
    if is_own or actor.account_id not in keepers:
        raise ProposalNotFoundError
    return found


async def list_own_proposals(*, actor: Actor) -> list[Seat]:
    """Return every proposal that the actor has been told of, the newest first."""
    if actor.person_id is None:
        return []
    rows = await rows_where(ProfileRow, person_id=actor.person_id)
    found: list[Seat] = []
    for row in rows:
        ours = "WHERE woman_id = {} OR man_id = {} ORDER BY made_at DESC, id"
        for proposal in await rows_that(ProposalRow, ours, row["id"], row["id"]):
            party = Party.WOMAN if proposal["woman_id"] == row["id"] else Party.MAN
            if party.value in _parties(proposal["told"]):
                found.append(Seat(await _record(proposal), party, actor.person_id))
    return found


async def list_wards_proposals(*, actor: Actor) -> list[Seat]:
    """Return what a guardian has been asked about, the newest first."""
    if actor.person_id is None:
        return []
    wards = await wards_of(actor.person_id)
    if not wards:
        return []
    clauses = f"WHERE woman_id IN {places(len(wards))} ORDER BY made_at DESC, id"
    rows = await rows_that(ProposalRow, clauses, *wards)
    told = [row for row in rows if Party.WALI.value in _parties(row["told"])]
    return [Seat(await _record(row), Party.WALI, actor.person_id) for row in told]


async def wards_of(person_id: UUID) -> list[UUID]:
    """Return the profiles whose guardian a person is, with a link that still holds."""
    rows = await rows_that(
        WaliRow,
        "WHERE person_id = {} AND ended_at IS NULL AND linked_at IS NOT NULL AND may_be_contacted_at IS NOT NULL",
        person_id,
        only=("profile_id",),
    )
    return [row["profile_id"] for row in rows]


async def owners_of(proposal: ProposalRecord) -> dict[UUID, UUID]:
    """Return the person of each of the two profiles."""
    return {row["id"]: row["person_id"] for row in await _keepers(proposal)}


async def hold_profiles(*profile_ids: UUID) -> None:
    """Let every other transaction that moves a proposal of these people wait for this one.

    Always in one order, so that no two wait for each other in a circle. On SQLite the one
    write lock does the same.
    """
    for profile_id in sorted(profile_ids, key=str):
        await read("UPDATE matching_profile SET version = version WHERE id = {} RETURNING id", profile_id)


async def other_stages(proposal: ProposalRecord) -> list[Stage]:
    """Return where all other open proposals of either side are."""
    clauses = "WHERE id <> {} AND ended_at IS NULL AND (woman_id IN ({}, {}) OR man_id IN ({}, {}))"
    both = proposal.profile_ids
    rows = await rows_that(ProposalRow, clauses, proposal.id, *both, *both, only=("stage",))
    return [Stage(row["stage"]) for row in rows]


def told_text(parties: frozenset[Party]) -> str:
    """Write who has been told as it is kept."""
    return ",".join(sorted(party.value for party in parties))


async def _keepers(proposal: ProposalRecord) -> list[Row]:
    only = ("id", "person_id", "matchmaker_id")
    return await rows_that(ProfileRow, "WHERE id IN ({}, {})", *proposal.profile_ids, only=only)


async def _record(row: Mapping[str, Any]) -> ProposalRecord:
    clauses = "WHERE proposal_id = {} AND stage = {}"
    yeses = await rows_that(YesRow, clauses, row["id"], row["stage"], only=("party",))
    return ProposalRecord(
        id=row["id"],
        woman_id=row["woman_id"],
        man_id=row["man_id"],
        rule=Proposal(
            stage=Stage(row["stage"]),
            entered_at=row["entered_at"],
            first=Party(row["asked_first"]),
            yeses=frozenset(Party(each["party"]) for each in yeses),
            skips_photo=row["is_photo_skipped"],
            is_frozen=row["is_frozen"],
            met_at=row["met_at"],
            told=frozenset(Party(each) for each in _parties(row["told"])),
        ),
        matchmaker_id=row["matchmaker_id"],
        made_at=row["made_at"],
        ended_at=row["ended_at"],
        ended_from=Stage(row["ended_from"]) if row["ended_from"] else None,
        ended_by=row["ended_by"],
        version=row["version"],
    )


def _parties(text: str) -> set[str]:
    return set(filter(None, text.split(",")))
