"""What a matchmaker checks of a profile in their portfolio: seen, taken back, references spoken to."""

from datetime import date, datetime
from uuid import UUID

from wethaq.matching.policy.readiness import REFERENCES_ASKED, Verified
from wethaq.matching.policy.verification import proof_valid_until
from wethaq.matching.portfolio import get_kept_profile
from wethaq.matching.profiles import write_profile
from wethaq.matching.references import list_references, record_conversation
from wethaq.matching.tables import VerificationRow
from wethaq.matching.verifying import verify
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.prepared import update_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.dates import riyadh_date


async def check_point(
    profile_id: UUID, kind: Verified, dated_on: date | None, *, actor: Actor, now: datetime
) -> None:
    """Write down that a point was seen; `dated_on` is the day of the document, today where it has none.

    A new proof of the marital status takes the place of the old one, and lets proposals go on.
    Raises ProofDateError.
    """
    today = riyadh_date(now)
    until = proof_valid_until(dated_on or today, today) if kind is Verified.MARITAL_STATUS else None
    async with transaction():
        await get_kept_profile(profile_id, actor=actor)
        await verify(profile_id, kind, valid_until=until, actor=actor, now=now)


async def withdraw_check(profile_id: UUID, kind: Verified, *, actor: Actor, now: datetime) -> None:
    """Take a check back that turned out wrong; without the marital proof nobody is proposed."""
    async with transaction():
        profile = await get_kept_profile(profile_id, actor=actor)
        await update_that(
            VerificationRow,
            {"withdrawn_at": now},
            "WHERE profile_id = {} AND kind = {} AND withdrawn_at IS NULL",
            profile_id,
            kind.value,
        )
        is_proof = kind is Verified.MARITAL_STATUS
        await write_profile(profile, {"marital_proof_on": None} if is_proof else {}, now=now)
        details = {"kind": kind.value}
        await audit.record(
            "matching.check_withdrawn",
            profile_id,
            actor=actor,
            now=now,
            person_id=profile.person_id,
            details=details,
        )


async def record_spoken(
    profile_id: UUID, reference_id: UUID, words: str, *, actor: Actor, now: datetime
) -> None:
    """Keep what a reference said; once both were spoken to, the references count as checked."""
    async with transaction():
        await get_kept_profile(profile_id, actor=actor)
        if reference_id not in {each["id"] for each in await list_references(profile_id)}:
            raise NotFoundError
        await record_conversation(reference_id, words, actor=actor, now=now)
        spoken = sum(each["spoken_at"] is not None for each in await list_references(profile_id))
        if spoken >= REFERENCES_ASKED:
            await verify(profile_id, Verified.REFERENCES, actor=actor, now=now)
