"""What lies beside many profiles at once: a statement a question, whatever the size of a portfolio."""

from datetime import date
from uuid import UUID

from wethaq.matching.policy.readiness import Verified
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import (
    FreezeRow,
    MeetingRow,
    PhotoRow,
    ProposalRow,
    ProposalStepRow,
    VerificationRow,
    WaliRow,
)
from wethaq.platform.database.prepared import Row, places, read, rows_that
from wethaq.platform.localisation.dates import riyadh_date


async def referenced_ids(ids: list[UUID]) -> set[UUID]:
    """Return whose references count as checked: spoken to by a colleague, here or at the counter."""
    if not ids:
        return set()
    clauses = f"WHERE profile_id IN {places(len(ids))} AND kind = {{}} AND withdrawn_at IS NULL"
    kind = Verified.REFERENCES.value
    rows = await rows_that(VerificationRow, clauses, *ids, kind, only=("profile_id",))
    return {row["profile_id"] for row in rows}


async def described_ids(ids: list[UUID]) -> set[UUID]:
    """Return who has a photo or a description that was approved."""
    if not ids:
        return set()
    clauses = f"WHERE profile_id IN {places(len(ids))} AND removed_at IS NULL AND approved_at IS NOT NULL"
    return {row["profile_id"] for row in await rows_that(PhotoRow, clauses, *ids, only=("profile_id",))}


async def obstructed_ids(ids: list[UUID]) -> set[UUID]:
    """Return whose guardian is said to stand in the way."""
    if not ids:
        return set()
    clauses = f"WHERE profile_id IN {places(len(ids))} AND ended_at IS NULL AND obstruction_at IS NOT NULL"
    return {row["profile_id"] for row in await rows_that(WaliRow, clauses, *ids, only=("profile_id",))}


async def last_proposed_on(ids: list[UUID]) -> dict[UUID, date]:
    """Return the day of the last proposal that a matchmaker took for each."""
    if not ids:
        return {}
    among = places(len(ids))
    rows = await read(
        f"SELECT p.woman_id AS woman_id, p.man_id AS man_id, s.made_at AS made_at "  # noqa: S608 - our own names
        f"FROM {ProposalStepRow._meta.tablename} s JOIN {ProposalRow._meta.tablename} p "
        f"ON p.id = s.proposal_id WHERE s.to_stage = {{}} AND (p.woman_id IN {among} OR p.man_id IN {among})",
        Stage.APPROVED.value,
        *ids,
        *ids,
    )
    found: dict[UUID, date] = {}
    for row in rows:
        on = riyadh_date(row["made_at"])
        for profile_id in (row["woman_id"], row["man_id"]):
            found[profile_id] = max(on, found.get(profile_id, on))
    return found


async def open_proposals_of(ids: list[UUID]) -> list[Row]:
    """Return the proposals and drafts of these people that haven't ended."""
    if not ids:
        return []
    among = places(len(ids))
    only = (
        "id",
        "woman_id",
        "man_id",
        "stage",
        "entered_at",
        "met_at",
        "is_frozen",
        "matchmaker_id",
        "round_id",
    )
    clauses = f"WHERE ended_at IS NULL AND (woman_id IN {among} OR man_id IN {among}) ORDER BY entered_at, id"
    return await rows_that(ProposalRow, clauses, *ids, *ids, only=only)


async def meetings_missing(proposal_ids: list[UUID]) -> set[UUID]:
    """Return which of these are at the point of meeting and have no meeting set."""
    if not proposal_ids:
        return set()
    among = places(len(proposal_ids))
    clauses = f"WHERE id IN {among} AND stage = {{}}"
    at_it = await rows_that(ProposalRow, clauses, *proposal_ids, Stage.MEETING.value, only=("id",))
    clauses = f"WHERE proposal_id IN {among} AND cancelled_at IS NULL"
    set_already = await rows_that(MeetingRow, clauses, *proposal_ids, only=("proposal_id",))
    return {row["id"] for row in at_it} - {row["proposal_id"] for row in set_already}


async def freezes_of(proposal_ids: list[UUID]) -> set[UUID]:
    """Return which of these stand still and wait for a decision."""
    if not proposal_ids:
        return set()
    clauses = f"WHERE proposal_id IN {places(len(proposal_ids))} AND decided_at IS NULL"
    rows = await rows_that(FreezeRow, clauses, *proposal_ids, only=("proposal_id",))
    return {row["proposal_id"] for row in rows}
