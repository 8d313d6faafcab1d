"""Who acts in the demonstration: families who have read and agreed, and the colleagues who serve them."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.counseling.demo.families import FIRST_SERIAL, NEVER_NOTED
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import get_counselor
from wethaq.counseling.purposes import NOTES, PROCESSING
from wethaq.counseling.records import Counselor
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.cast import person
from wethaq.platform.demo.house import welcome
from wethaq.platform.intake import starting
from wethaq.platform.people import service as people

WITH_LOGIN: Final = frozenset({1, FIRST_SERIAL, FIRST_SERIAL + 80, FIRST_SERIAL + 83, 285})
"""Families who can also be signed in as; the others live without a password."""
DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


async def family(serial: int, now: datetime) -> tuple[Actor, UUID]:
    """Return a person who has read the responsibilities and agreed, most to notes as well."""
    owner, person_id = await guest(serial, now)
    await starting.acknowledge_responsibilities(person_id, actor=owner, now=now)
    await agree(PROCESSING.code, owner, person_id, now)
    if serial % NEVER_NOTED:
        await agree(NOTES.code, owner, person_id, now)
    return owner, person_id


async def guest(serial: int, now: datetime) -> tuple[Actor, UUID]:
    """Return a person who has a file and has agreed to nothing yet."""
    found = await people.find_by_mobile(person(serial).mobile or "")
    if found:
        return Actor(person_id=found[0], roles=frozenset({Role.BENEFICIARY})), found[0]
    person_id, owner = await welcome(serial, has_account=serial in WITH_LOGIN, now=now)
    return owner, person_id


async def agree(purpose: str, owner: Actor, person_id: UUID, now: datetime) -> None:
    """Consent, where it isn't done yet."""
    if not await consent.has_consent(person_id, purpose, now=now):
        text = await consent.current_text(purpose)
        await consent.grant(person_id, purpose, text_id=text.id, actor=owner, now=now)


async def counselor_of(counselor_id: UUID) -> Actor:
    """Return a counselor as the one who acts."""
    counselor = await get_counselor(counselor_id)
    return Actor(account_id=counselor.account_id, roles=frozenset({Role.COUNSELOR}))


async def colleague(place: int) -> Counselor:
    """Return a counselor by their place in the cast."""
    [found] = [each for each in await list_counselors() if each.name_ar == COUNSELORS[place].name]
    return found


def is_working_day(on: date) -> bool:
    """Tell whether the counselors are in: Sunday to Thursday."""
    return on.weekday() not in (SATURDAY - 1, SATURDAY)


def working_day(on: date) -> date:
    """Return the day, or the first working day after it."""
    while not is_working_day(on):
        on += DAY
    return on
