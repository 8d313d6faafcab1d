"""The one guardian of the demonstration who has an account of his own: a woman's father, who hasn't answered yet."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from wethaq.matching.demo.cast import A_GUARDIAN
from wethaq.matching.guardians import find_wali
from wethaq.matching.profiles import get_profile
from wethaq.matching.walis import accept_wali_invitation, new_link_token
from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.accounts.demo import make_demo_account
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.database.transaction import transaction
from wethaq.platform.demo.cast import PASSWORD, a_mobile, person
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

BORN_ON: Final = date(1968, 3, 9)


async def be_guardian(profile_id: UUID, *, now: datetime) -> None:
    """Open the link and take it on, in an account with the number that his daughter has named."""
    wali = await find_wali(profile_id)
    assert wali  # noqa: S101 - every woman of the demonstration has named one.
    daughter = await people.get_person((await get_profile(profile_id)).person_id)
    details = replace(
        person(A_GUARDIAN),
        first_name=daughter.father_name,
        father_name=daughter.grandfather_name,
        family_name=daughter.family_name,
        sex=Sex.MALE,
        birth_date=BORN_ON,
        mobile=a_mobile(A_GUARDIAN),
    )
    async with transaction():
        person_id = await people.create_person(details, actor=SYSTEM, now=now)
        account_id = await make_demo_account(
            person_id, read_address(a_mobile(A_GUARDIAN)), password=PASSWORD, now=now
        )
        token = await new_link_token(wali["id"], now=now)
        himself = Actor(account_id=account_id, person_id=person_id, roles=frozenset({Role.GUARDIAN}))
        await accept_wali_invitation(token, actor=himself, now=now)
