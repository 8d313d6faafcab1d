"""Writing down what the other side read, so that its owner finds it in "who has opened my file".

Whoever hasn't been told of a proposal must not learn of it from that list
either: he learns nothing of what she declines. Such a reading is written down without the
person's name on it, and put on his list at the moment in which he is told.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from wethaq.matching.policy.agreement import Party, knows_of
from wethaq.matching.policy.levels import Level
from wethaq.matching.proposals import COUPLE, ProposalRecord, owners_of
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.errors import N_

WHAT_OF_LEVEL: Final = {
    Level.SUMMARY: "matching.summary",
    Level.DETAILS: "matching.details",
    Level.PHOTO: "matching.details",
    Level.GUARDIANS: "matching.names",
}
PHOTO: Final = "matching.photo"
TO_OTHER_SIDE: Final = "matching.proposal"
TO_WALI: Final = "matching.wali"

WHAT: Final = {
    "matching.summary": N_("The anonymous summary of your profile"),
    "matching.details": N_("The details of your profile, without your name"),
    "matching.names": N_("Your profile with your name"),
    PHOTO: N_("Your photo, or the trusted description"),
}
PURPOSES: Final = {
    TO_OTHER_SIDE: N_("The one whom you are proposed to, at the step that you agreed to"),
    TO_WALI: N_("Her guardian, before he answers"),
}


async def record_opening(
    proposal: ProposalRecord, reader: Party, what: str, *, actor: Actor, now: datetime
) -> None:
    """Write down one reading, in the transaction that reads: without it nothing is shown."""
    owner = Party.WOMAN if reader is Party.MAN else Party.MAN
    owners = await owners_of(proposal)
    person_id = owners[proposal.profile_of(owner)] if knows_of(proposal.rule, owner) else None
    purpose = TO_WALI if reader is Party.WALI else TO_OTHER_SIDE
    await audit.record_view(what, proposal.id, actor=actor, now=now, person_id=person_id, purpose=purpose)


async def tell_what_was_opened(
    proposal: ProposalRecord, told: Collection[Party], *, actor: Actor, now: datetime
) -> None:
    """Put on the list of whoever learns of a proposal now that their summary has been read already."""
    owners = await owners_of(proposal)
    for party in COUPLE:
        is_news = party in told and party is not proposal.rule.first
        if is_news and await audit.has_viewed(actor.account_id, proposal.id, since=proposal.made_at):
            await audit.record_view(
                WHAT_OF_LEVEL[Level.SUMMARY],
                proposal.id,
                actor=actor,
                now=now,
                person_id=owners[proposal.profile_of(party)],
                purpose=TO_OTHER_SIDE,
            )
