"""Counseling in a busy house: families on every step of their way, a counselor, rooms, a queue with something in it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.client import Client
from tests.counseling.pages import a_child_of, a_family_at_the_door, a_family_on_site
from tests.counseling.people import a_counselor, a_room
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from tests.site.busy_counselors_desk import counselors_at_work
from tests.site.busy_house import BusyHouse
from tests.site.busy_reception import let_an_officer_accept, reception_at_work
from wethaq.counseling import bookings, choosing, confirming, finding, holding, urgent_calls
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.sealing import open_row
from wethaq.platform.intake import starting
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.tables import Message

DESK = ("/desk/counseling", "/desk/counseling/queue", "/desk/counseling/bookings", "/desk/counseling/plans")


async def counseling_in(client: Client, house: BusyHouse) -> None:
    """Let in a counselor and the families that are on their way to one."""
    counselor = await a_member_of_staff(Role.COUNSELOR)
    await a_counselor(account_id=counselor)
    await a_room(seats=6)
    house.let_in("counselor", await signed_in(client, counselor), "/desk/counseling", "/desk/counseling/week")
    house.starts["officer"] += DESK
    house.starts[Role.MANAGER.value] += DESK
    await _before_the_booking(client, house)
    await _on_the_way(client, house)
    appointment = await _with_appointments(client, house)
    await _invitations_and_links(client, house)
    await _at_the_desk(house, appointment)
    await counselors_at_work(client, house)
    await let_an_officer_accept("premarital")
    stranded = await _sent((await a_family_on_site(client)).actor, service="marital")
    asked = await _sent((await a_family_on_site(client)).actor, service="premarital")
    await reception_at_work(client, house, stranded, asked)


async def _before_the_booking(client: Client, house: BusyHouse) -> None:
    now = datetime.now(UTC)
    door = await a_family_at_the_door(client)
    first = ("/counseling", "/counseling/safety", "/counseling/start", "/counseling/start/responsibilities")
    house.let_in("at counseling's door", door.browser, *first, "/counseling/calls/new")
    read = await a_family_at_the_door(client)
    await starting.acknowledge_responsibilities(read.person_id, actor=read.actor, now=now)
    house.let_in("before consent", read.browser, "/counseling/start/consent")
    caller = await a_family_at_the_door(client)
    await urgent_calls.ask_for_call(
        None, is_in_danger=True, part_of_day=PartOfDay.ANY, actor=caller.actor, now=now
    )


async def _on_the_way(client: Client, house: BusyHouse) -> None:
    """Leave a couple's booking before its time, and a family's with a time kept."""
    now = datetime.now(UTC)
    couple, family = await a_family_on_site(client), await a_family_on_site(client)
    begun = await bookings.begin_booking(actor=couple.actor, now=now)
    await choosing.choose_service(begun.id, "couple", actor=couple.actor, now=now)
    await choosing.choose_spouse(begun.id, "spouse@example.org", actor=couple.actor, now=now)
    base = f"/counseling/bookings/{begun.id}"
    house.let_in(
        "couple", couple.browser, *(f"{base}/{step}" for step in ("service", "attendees", "preferences"))
    )
    await a_child_of(family)
    held = await _held(family.actor, service="parenting")
    base = f"/counseling/bookings/{held}"
    steps = ("attendees", "time", "questionnaire", "check")
    house.let_in("family", family.browser, *(f"{base}/{step}" for step in steps))


async def _with_appointments(client: Client, house: BusyHouse) -> Appointment:
    family = await a_family_on_site(client)
    appointment = await _sent(family.actor, service="marital")
    own = f"/counseling/appointments/{appointment.id}"
    house.let_in(
        "with an appointment", family.browser, "/counseling/appointments", own, f"{own}/confirmation"
    )
    return appointment


async def _invitations_and_links(client: Client, house: BusyHouse) -> None:
    """Let in a spouse by the invitation and a guest by the link, as the messages carry them."""
    now = datetime.now(UTC)
    family, spouse = await a_family_on_site(client), await a_family_on_site(client)
    begun = await bookings.begin_booking(actor=family.actor, now=now)
    await choosing.choose_service(begun.id, "couple", actor=family.actor, now=now)
    await choosing.choose_spouse(begun.id, "husband@example.org", actor=family.actor, now=now)
    await _hold(begun.id, family.actor, modality=Modality.PHONE)
    await confirming.send_booking(begun.id, actor=family.actor, now=now)
    bodies = " ".join([open_row(Message, row)["body"] for row in await Message.select()])
    invitation = re.search(r"/counseling/invitations/[\w-]+", bodies)
    link = re.search(r"/appointments/link/[\w-]+", bodies)
    assert invitation
    assert link
    house.let_in("invited spouse", spouse.browser, invitation[0])
    ways = (link[0], f"{link[0]}/cancellation", f"{link[0]}/times", f"{link[0]}/absence")
    house.let_in("guest with a link", client.new(), *ways)


async def _at_the_desk(house: BusyHouse, appointment: Appointment) -> None:
    """Lead the desk and the counselor to one appointment, its case, and the counselor's plans."""
    house.starts["officer"].append(f"/desk/counseling/bookings/{appointment.id}")
    house.starts["counselor"] += [
        f"/desk/counseling/appointments/{appointment.id}",
        f"/desk/counseling/cases/{appointment.case_id}",
    ]
    house.starts[Role.MANAGER.value] += [
        "/desk/counseling/counselors/new",
        f"/desk/counseling/plans/{appointment.counselor_id}",
    ]


async def _sent(actor: Actor, **choices: Any) -> Appointment:
    booking_id = await _held(actor, **choices)
    return await confirming.send_booking(booking_id, actor=actor, now=datetime.now(UTC))


async def _held(actor: Actor, **choices: Any) -> UUID:
    booking = await bookings.begin_booking(actor=actor, now=datetime.now(UTC))
    await _hold(booking.id, actor, modality=Modality.PHONE, **choices)
    return booking.id


async def _hold(booking_id: UUID, actor: Actor, **choices: Any) -> None:
    """Keep a free time of the week after next."""
    now = datetime.now(UTC)
    booking = await bookings.get_own_booking(booking_id, actor=actor)
    chosen = booking.choices.model_copy(update=choices)
    await bookings.save_choices(booking_id, chosen, actor=actor, now=now)
    assert actor.person_id
    week = riyadh_date(now) + timedelta(days=7)
    offer = await finding.find_times(chosen.wanted(actor.person_id), week, 7, now=now)
    start = offer.stretch.moments(offer.any_bits)[2]
    await holding.hold_time(booking_id, start, actor=actor, now=now)
