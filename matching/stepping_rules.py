"""What is asked again at every step: the bars of both, what both have opened, and who else is at the table."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wethaq.matching.appearance import find_appearance
from wethaq.matching.applicants import load_applicants
from wethaq.matching.consenting import consents_of
from wethaq.matching.policy.eligibility import NotEligibleError, ensure_eligible
from wethaq.matching.policy.opening import OtherConsentMissingError, ensure_opens, opens
from wethaq.matching.policy.profiles import Applicant
from wethaq.matching.policy.stages import HOLDS_ALONE, Stage
from wethaq.matching.proposals import ProposalRecord, owners_of
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.platform.localisation.dates import riyadh_date


async def ensure_pair_eligible(
    woman_id: UUID, man_id: UUID, target: Stage, *, now: datetime, but_proposal: UUID | None = None
) -> None:
    """Refuse what a bar forbids now, whatever it was when the proposal was made.

    The proposal itself is no bar to its own next step, and from S4 on it holds both alone, so that
    others before S4 don't count any more. Raises NotEligibleError.
    """
    found = await load_applicants([woman_id, man_id], now=now, but_proposal=but_proposal)
    by_id = {one.id: _counted(one, target) for one in found}
    if by_id.keys() != {woman_id, man_id}:
        raise NotEligibleError
    ensure_eligible(by_id[woman_id], by_id[man_id], riyadh_date(now), await current_vocabulary())


async def ensure_still_eligible(proposal: ProposalRecord, target: Stage, *, now: datetime) -> None:
    """Ask the bars of a proposal's two again. Raises NotEligibleError."""
    await ensure_pair_eligible(*proposal.profile_ids, target, now=now, but_proposal=proposal.id)


async def ensure_own_opened(profile_id: UUID, person_id: UUID, target: Stage, *, now: datetime) -> None:
    """Refuse a yes of somebody who hasn't agreed to what it opens. Raises OwnConsentMissingError."""
    has_picture = await has_approved_picture(profile_id)
    ensure_opens(await consents_of(person_id, now=now), target, has_picture=has_picture)


async def ensure_both_opened(proposal: ProposalRecord, target: Stage, *, now: datetime) -> None:
    """Refuse a step at which one of the two would show nothing. Raises OtherConsentMissingError."""
    for profile_id, person_id in (await owners_of(proposal)).items():
        has_picture = await has_approved_picture(profile_id)
        if not opens(await consents_of(person_id, now=now), target, has_picture=has_picture):
            raise OtherConsentMissingError


async def has_approved_picture(profile_id: UUID) -> bool:
    """Tell whether a profile has a photo or a description that staff have approved."""
    row = await find_appearance(profile_id)
    return row is not None and row["approved_at"] is not None


async def nobody_has_a_picture(proposal: ProposalRecord) -> bool:
    """Tell whether the photo stage would be empty on both sides; it is then left out by itself."""
    return not any([await has_approved_picture(each) for each in proposal.profile_ids])


def _counted(one: Applicant, target: Stage) -> Applicant:
    return replace(one, open_proposals=0) if target in HOLDS_ALONE else one
