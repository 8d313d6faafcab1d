"""The calls after the wedding: planned at the contract, made only while the consent lasts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wethaq.matching.policy.follow_ups import AFTER_MONTHS, FollowUpAnswer, due_on
from wethaq.matching.policy.stages import ProposalHasMovedOnError
from wethaq.matching.proposals import ProposalNotFoundError, ProposalRecord, owners_of
from wethaq.matching.purposes import FOLLOW_UP
from wethaq.matching.tables import FollowUpRow, ProfileRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, row_by_id, rows_that, update_that
from wethaq.platform.database.sealing import seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date


@dataclass(frozen=True, slots=True)
class DueCall:
    """A call that is due, in a matchmaker's portfolio."""

    id: UUID
    profile_id: UUID
    person_id: UUID
    after_months: int
    due_on: date


async def plan_follow_ups(
    proposal: ProposalRecord, contract_id: UUID, contracted_on: date, *, now: datetime
) -> None:
    """Plan the calls of those who agree to them now; in the caller's transaction."""
    for profile_id, person_id in (await owners_of(proposal)).items():
        if not await consent.has_consent(person_id, FOLLOW_UP.code, now=now):
            continue
        for months in AFTER_MONTHS:
            values = {
                "id": new_id(),
                "contract_id": contract_id,
                "profile_id": profile_id,
                "after_months": months,
                "due_on": due_on(contracted_on, months),
            }
            await insert_row(FollowUpRow, values)


async def list_due_calls(*, actor: Actor, now: datetime) -> list[DueCall]:
    """Return the calls that are due in the actor's portfolio; a consent that was taken back hides its calls."""
    if not actor.has(Role.MATCHMAKER) or actor.account_id is None:
        return []
    clauses = (
        "WHERE answered_at IS NULL AND due_on <= {} AND profile_id IN "
        "(SELECT id FROM matching_profile WHERE matchmaker_id = {}) ORDER BY due_on, id"
    )
    rows = await rows_that(FollowUpRow, clauses, riyadh_date(now), actor.account_id)
    due = []
    for row in rows:
        profile = await row_by_id(ProfileRow, row["profile_id"])
        if profile and await consent.has_consent(profile["person_id"], FOLLOW_UP.code, now=now):
            due.append(
                DueCall(
                    row["id"], row["profile_id"], profile["person_id"], row["after_months"], row["due_on"]
                )
            )
    return due


async def record_follow_up(
    call_id: UUID, answer: FollowUpAnswer, words: str, *, actor: Actor, now: datetime
) -> None:
    """Keep what somebody said on such a call. Raises ProposalNotFoundError for what isn't the actor's or due."""
    async with transaction():
        due = {each.id: each for each in await list_due_calls(actor=actor, now=now)}
        if call_id not in due:
            raise ProposalNotFoundError
        values = {"answered_at": now, "answer": answer.value, "words": words or None}
        sealed = seal_values(FollowUpRow, call_id, values)
        if not await update_that(FollowUpRow, sealed, "WHERE id = {} AND answered_at IS NULL", call_id):
            raise ProposalHasMovedOnError
        await audit.record(
            "matching.followed_up", call_id, actor=actor, now=now, person_id=due[call_id].person_id
        )
