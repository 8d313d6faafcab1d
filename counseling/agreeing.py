"""What somebody is still asked for before they take part: the responsibilities (R2) and their own consent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling.purposes import PROCESSING
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.service import PolicyText
from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.starting import acknowledge_responsibilities


@dataclass(frozen=True, slots=True)
class Missing:
    """Texts that weren't read or agreed to yet; None where nothing is asked any more."""

    must_read: PolicyText | None
    must_consent: PolicyText | None


async def find_missing(person_id: UUID, *, now: datetime) -> Missing:
    """Return what one person hasn't read or agreed to."""
    duties = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    has_read = await consent.has_acknowledged(person_id, duties.id)
    agrees = await consent.has_consent(person_id, PROCESSING.code, now=now)
    return Missing(
        must_read=None if has_read else duties,
        must_consent=None if agrees else await consent.current_text(PROCESSING.code),
    )


async def give_missing(missing: Missing, *, text_id: UUID | None, actor: Actor, now: datetime) -> None:
    """Keep, in the caller's transaction, that the actor read and agreed to the text that was shown."""
    if actor.person_id is None:
        raise NotFoundError
    if missing.must_read is not None:
        await acknowledge_responsibilities(actor.person_id, actor=actor, now=now)
    if missing.must_consent is not None and text_id is not None:
        await consent.grant(actor.person_id, PROCESSING.code, text_id=text_id, actor=actor, now=now)
