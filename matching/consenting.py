"""What an applicant allows at this moment; asked anew at every reading, so that a withdrawal holds at once."""

from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.showing import Consents
from wethaq.matching.purposes import CLASSES, PROCESSING, SHOW
from wethaq.platform.consent import service as consent


async def consents_of(person_id: UUID, *, now: datetime) -> Consents:
    """Return up to which step and for which classes a person has agreed; nothing without the profile's own consent.

    A step counts only with all steps before it: who withdraws the summary has withdrawn all that follows.
    The photo alone may be left out, since names and guardians must never cost a face: it is
    open with the consents of its step and of its class, and a later step doesn't ask for it.
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
        if purpose.code in given:
            up_to = level
        elif level is not Level.PHOTO:
            break
    classes = {each for each, purpose in CLASSES.items() if purpose.code in given}
    if SHOW[Level.PHOTO].code not in given:
        classes.discard(ConsentClass.PHOTO)
    return Consents(up_to, frozenset(classes))
