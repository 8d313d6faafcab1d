"""The people who work in the invented association, and what they need before they open the doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.accounts.demo import make_demo_account, make_demo_staff
from wethaq.platform.actors import SYSTEM, Actor, Channel, Role
from wethaq.platform.committee.members import appoint_member, list_members
from wethaq.platform.consent import service as consent
from wethaq.platform.demo.cast import (
    CHAIR,
    FIRST_ALTERNATE,
    MEMBERS,
    PASSWORD,
    TOTP_SECRET,
    StaffRole,
    person,
)
from wethaq.platform.documents.demo import publish_demo_documents
from wethaq.platform.people import service as people


@dataclass(frozen=True, slots=True)
class House:
    """The accounts of the staff, by the key of their role, and the committee's seats by account."""

    accounts: dict[str, UUID]
    seats: dict[UUID, UUID]

    def actor(self, member: StaffRole, channel: Channel = Channel.WEBSITE) -> Actor:
        return Actor(account_id=self.accounts[member.key], roles=member.roles, channel=channel)

    def seat(self, member: StaffRole) -> UUID:
        return self.seats[self.accounts[member.key]]


async def furnish_house(staff: Iterable[StaffRole], now: datetime) -> House:
    """Make the staff and the committee, and publish what people are asked to agree to."""
    await consent.publish_wordings(consent.offered_wordings(), actor=SYSTEM, now=now)
    await publish_demo_documents(actor=SYSTEM, now=now)
    accounts = {
        member.key: await make_demo_staff(
            member.name,
            read_address(member.email),
            member.roles,
            password=PASSWORD,
            totp_secret=TOTP_SECRET,
            now=now,
        )
        for member in staff
    }
    for number, member in enumerate((CHAIR, *MEMBERS)):
        await appoint_member(
            accounts[member.key],
            is_chair=member is CHAIR,
            is_alternate=number > FIRST_ALTERNATE,
            actor=SYSTEM,
            now=now,
        )
    return House(accounts, {seat.account_id: seat.id for seat in await list_members()})


async def welcome(serial: int, *, has_account: bool, now: datetime) -> tuple[UUID, Actor]:
    """Open the file of one of the invented people, and an account where they use the site.

    Returns the person's id and the actor that they are.
    """
    details = person(serial)
    person_id = await people.create_person(details, actor=SYSTEM, now=now)
    account_id = None
    if has_account and details.mobile is not None:
        account_id = await make_demo_account(
            person_id, read_address(details.mobile), password=PASSWORD, now=now
        )
    owner = Actor(account_id=account_id, person_id=person_id, roles=frozenset({Role.BENEFICIARY}))
    return person_id, owner
