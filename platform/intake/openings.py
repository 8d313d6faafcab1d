"""What intake answers other parts about who may see what; app.py passes these on."""

from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.documents.service import Belonging
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.loading import get_own_request, get_visible_request
from wethaq.platform.intake.tables import Beneficiary, Request

STUDY = "request_study"
OWN_REQUEST = "own_request"


async def purpose_of_opening_document(actor: Actor, belonging: Belonging) -> str | None:
    """Let whoever may read a request open its documents; for `documents.use_opening_rules`."""
    if belonging.request_id is None:
        return None
    for load, purpose in ((get_own_request, OWN_REQUEST), (get_visible_request, STUDY)):
        try:
            await load(belonging.request_id, actor=actor)
        except NotFoundError:
            continue
        return purpose
    return None


async def find_person_by_number(number: str) -> UUID | None:
    """Return whose request or beneficiary number it is; for `people.use_number_finders`."""
    request = await Request.select(Request.person_id).where(Request.number == number).first()
    if request is not None:
        return UUID(str(request["person_id"]))
    registered = await Beneficiary.select(Beneficiary.person_id).where(Beneficiary.number == number).first()
    return UUID(str(registered["person_id"])) if registered else None
