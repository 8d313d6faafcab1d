"""What follows a booking in a busy house: links in messages, an invitation, a time that is kept, a group."""

import re

from tests.client import Client
from tests.counseling.people import a_booking, a_counselor, a_family, an_appointment, an_officer
from tests.counseling.visits import a_visitor, ahead, messages, newest_link, real_now
from tests.platform.accounts.builders import a_beneficiary, signed_in
from tests.site.busy_house import BusyHouse
from wethaq.counseling import changing, confirming, holding, inviting, waiting
from wethaq.counseling.groups import join_group
from wethaq.counseling.offering import offer_freed_times
from wethaq.counseling.opening_groups import open_group_session
from wethaq.counseling.policy.services import Modality
from wethaq.platform.actors import SYSTEM

OWN = "/counseling/appointments"
WAITLIST = "/counseling/waitlist"


async def appointments_in(client: Client, house: BusyHouse) -> None:
    """Let in whoever has an appointment, is invited to one, waits for one, or sits in a group."""
    counselor = await a_counselor(hours=(9, 16))
    await _with_links(client, house)
    await _with_invitations(client, house)
    await _who_wait(client, house)
    group = await open_group_session(
        counselor, "group", ahead(9, days=12), Modality.VIDEO, 6, actor=an_officer(), now=real_now()
    )
    member, actor = await a_visitor(client)
    await join_group(group.id, actor=actor, now=real_now())
    house.let_in("member", member, f"{OWN}/{group.id}/absence", "/counseling/groups")
    house.let_in("newcomer", await signed_in(client, await a_beneficiary()), f"/counseling/groups/{group.id}")
    assert actor.person_id
    house.let_in("member's link", client.new(), await newest_link(actor.person_id) + "/absence")


async def _with_links(client: Client, house: BusyHouse) -> None:
    browser, actor = await a_visitor(client)
    appointment = await an_appointment(actor, ahead(9, days=8), now=real_now())
    own = f"{OWN}/{appointment.id}"
    house.let_in("mover", browser, own, f"{own}/times", f"{own}/cancellation")
    assert actor.person_id
    link = await newest_link(actor.person_id)
    house.let_in("mover's link", client.new(), link, f"{link}/times", f"{link}/cancellation")


async def _with_invitations(client: Client, house: BusyHouse) -> None:
    _, her = await a_visitor(client)
    for hour in (9, 11):
        booking = await a_booking(
            her, now=real_now(), service="couple", modality=Modality.VIDEO, spouse_address="he@mail.example"
        )
        await holding.hold_time(booking.id, ahead(hour, days=10), actor=her, now=real_now())
        await confirming.send_booking(booking.id, actor=her, now=real_now())
    links = [_invitation(row["body"]) for row in await messages("counseling_spouse_invited")][-2:]
    house.let_in("invited", await signed_in(client, await a_beneficiary()), links[0])
    agreeing, actor = await a_visitor(client)
    joined = await inviting.accept_invitation(links[1].rsplit("/", 1)[1], actor=actor, now=real_now())
    house.let_in("spouse", agreeing, f"{OWN}/{joined.id}/absence")


async def _who_wait(client: Client, house: BusyHouse) -> None:
    browser, actor = await a_visitor(client)
    later = await an_appointment(actor, ahead(14, days=8), now=real_now())
    await waiting.wait_for_earlier(later.id, actor=actor, now=real_now(), any_counselor=True)
    other = await a_family(now=real_now())
    freed = await an_appointment(other, ahead(9, days=4), now=real_now())
    await changing.cancel_appointment(freed.id, actor=other, now=real_now())
    await offer_freed_times(actor=SYSTEM, now=real_now())
    assert actor.person_id
    house.let_in("who waits", browser, WAITLIST)
    offer = await newest_link(actor.person_id, under="/appointments/earlier/")
    house.let_in("who waits' link", client.new(), offer)


def _invitation(body: str) -> str:
    found = re.search(r"/counseling/invitations/[\w-]+", body)
    assert found
    return found[0]
