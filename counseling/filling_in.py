"""Filling the questionnaire in: every word is kept as it comes, and being active keeps the time."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from wethaq.counseling.bookings import get_own_booking, save_answers
from wethaq.counseling.holding import extend_hold
from wethaq.counseling.questionnaires import read_answers
from wethaq.platform.actors import Actor
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import FasterElsewhereError, InvalidInputError, NotFoundError
from wethaq.platform.localisation import gettext


async def fill_in(
    booking_id: UUID, typed: Mapping[str, str], *, actor: Actor, now: datetime
) -> datetime | None:
    """Keep the answers and let the hold live on; return its end, or None where the time is kept no more.

    Raises InvalidInputError for an answer that isn't among the choices or too long; the others are kept.
    """
    booking = await get_own_booking(booking_id, actor=actor)
    if booking.choices.service is None:
        raise NotFoundError
    answers, mistakes = read_answers(booking.choices.service, typed)
    until = await _save(booking_id, answers, actor=actor, now=now)
    if mistakes:
        errors = {key: gettext(message).format(**params) for key, (message, params) in mistakes.items()}
        raise InvalidInputError(errors, dict(typed))
    return until


async def keep_alive(
    booking_id: UUID, typed: Mapping[str, str], *, actor: Actor, now: datetime
) -> datetime | None:
    """Keep what is good of a page that is still being filled in, and the time with it."""
    booking = await get_own_booking(booking_id, actor=actor)
    if booking.choices.service is None:
        raise NotFoundError
    answers, _ = read_answers(booking.choices.service, typed)
    return await _save(booking_id, answers, actor=actor, now=now)


async def _save(
    booking_id: UUID, answers: Mapping[str, str], *, actor: Actor, now: datetime
) -> datetime | None:
    """Save in one transaction; a keep-alive that was still on its way doesn't take the page's words away."""
    try:
        return await _save_once(booking_id, answers, actor=actor, now=now)
    except FasterElsewhereError:
        return await _save_once(booking_id, answers, actor=actor, now=now)


async def _save_once(
    booking_id: UUID, answers: Mapping[str, str], *, actor: Actor, now: datetime
) -> datetime | None:
    async with transaction():
        booking = await save_answers(booking_id, answers, actor=actor, now=now)
        return await extend_hold(booking, now=now)
