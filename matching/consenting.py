"""What an applicant allows at this moment; asked anew at every reading, so that a withdrawal holds at once."""

from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.showing import Consents
from wethaq.matching.purposes import CLASSES, PROCESSING, SHOW
from wethaq.platform.consent import service as consent


async def consents_of(person_id: UUID, *, now: datetime) -> Consents:
    """Return up to which step and for which classes a person has agreed; nothing without the profile's own consent.

    A step counts only with all steps before it: who withdraws the summary has withdrawn all that follows.
    """
    given = {
        grant.purpose
        for grant in await consent.list_grants(person_id)
        if grant.purpose.startswith("matching.") and consent.is_live(grant, now)
    }
    if PROCESSING.code not in given:
        return Consents()
    up_to = Level.NOTHING
    for level, purpose in SHOW.items():
        if purpose.code not in given:
            break
        up_to = level
    return Consents(up_to, frozenset(each for each, purpose in CLASSES.items() if purpose.code in given))
