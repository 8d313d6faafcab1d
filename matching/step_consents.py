"""The texts that a yes asks for: what the next step shows, for whoever hasn't agreed to it yet."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.stages import ENDS, LEVELS, stage_after
from wethaq.matching.proposals import Seat
from wethaq.matching.purposes import CLASSES, SHOW
from wethaq.matching.stepping_rules import has_approved_picture
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.service import PolicyText


async def missing_step_texts(seat: Seat, *, now: datetime) -> list[PolicyText]:
    """Return the texts that a yes of this side still asks for, in the order of the steps."""
    missing = [
        code
        for code in await _asked_by_next_step(seat)
        if not await consent.has_consent(seat.person_id, code, now=now)
    ]
    return [await consent.current_text(code) for code in missing]


async def give_step_consents(seat: Seat, text_ids: Collection[UUID], *, actor: Actor, now: datetime) -> None:
    """Keep, in the caller's transaction, that the actor agreed to the texts that were shown with the question."""
    for text in await missing_step_texts(seat, now=now):
        if text.id in text_ids:
            await consent.grant(seat.person_id, text.purpose, text_id=text.id, actor=actor, now=now)


async def _asked_by_next_step(seat: Seat) -> list[str]:
    rule = seat.proposal.rule
    if rule.stage in ENDS:
        return []
    level = LEVELS.get(stage_after(rule.stage, skips_photo=rule.skips_photo), Level.NOTHING)
    steps = [each for each in SHOW if each <= level and each is not Level.PHOTO]
    codes = [SHOW[each].code for each in steps]
    if level is Level.PHOTO and await has_approved_picture(seat.proposal.profile_of(seat.party)):
        codes += [SHOW[Level.PHOTO].code, CLASSES[ConsentClass.PHOTO].code]
    return codes
