"""A family, a counselor and everything that they have with each other: true ids, to be tried by others."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tests.counseling.people import (
    a_counselor,
    a_family,
    a_room,
    agree,
    an_appointment,
    by_phone,
    open_counseling,
)
from tests.counseling.visits import ahead, newest_link, real_now
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for
from wethaq.counseling import (
    bookings,
    busy_import,
    changing,
    confirming,
    holding,
    planning,
    urgent_calls,
    waiting,
)
from wethaq.counseling.offering import offer_freed_times
from wethaq.counseling.opening_groups import open_group_session
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import LeaveRow, OpeningRow, PlanRow, WaitlistOfferRow
from wethaq.platform.actors import SYSTEM, Actor, Role

A_MANAGER = Actor(account_id=UUID(int=7), roles=frozenset({Role.MANAGER}))
CALENDAR = "https://calendar.example.org/private/busy.ics"


@dataclass(frozen=True)
class CounselingWorld:
    """`own` leads to what is the family's, `desk` to what is the counselor's, `links` to what a message brought."""

    family: UUID
    counselor: UUID
    own: dict[str, str]
    desk: dict[str, str]
    links: tuple[str, ...]


async def a_counseling_world() -> CounselingWorld:
    """Leave somebody with an appointment, a booking on its way, a call, and an earlier time to decide on."""
    await open_counseling()
    await a_room(14)
    account, colleague = await a_beneficiary(), await a_member_of_staff(Role.COUNSELOR)
    actor, counselor = await actor_for(account), await a_counselor(account_id=colleague, hours=(9, 15))
    assert actor.person_id
    await agree(actor.person_id, actor, now=real_now())
    own = await _waits(actor)
    booking = await bookings.begin_booking(actor=actor, now=real_now())
    await bookings.save_choices(booking.id, by_phone(), actor=actor, now=real_now())
    await bookings.save_answers(booking.id, {"in_your_words": "لا ننام."}, actor=actor, now=real_now())
    await holding.hold_time(booking.id, ahead(13), actor=actor, now=real_now())
    call = await urgent_calls.ask_for_call(
        "اتصلوا بي", is_in_danger=False, part_of_day=PartOfDay.ANY, actor=actor, now=real_now()
    )
    group = await open_group_session(
        counselor, "group", ahead(10, days=6), Modality.VIDEO, 10, actor=A_MANAGER, now=real_now()
    )
    own |= {"booking_id": str(booking.id), "call_id": str(call.id)}
    desk = await _plan_of(counselor, await actor_for(colleague))
    desk |= {
        "appointment_id": own["appointment_id"],
        "case_id": own.pop("case_id"),
        "group_id": str(group.id),
    }
    links = (
        await newest_link(actor.person_id),
        await newest_link(actor.person_id, under="/appointments/earlier/"),
        await _an_invitation(),
    )
    return CounselingWorld(account, colleague, own, desk, links)


async def _waits(actor: Actor) -> dict[str, str]:
    """Give somebody an appointment, and the choice of an earlier one that fell free."""
    late = await an_appointment(actor, ahead(9, days=9), now=real_now())
    entry = await waiting.wait_for_earlier(late.id, actor=actor, now=real_now())
    other = await a_family(now=real_now())
    freed = await an_appointment(other, ahead(), now=real_now())
    await changing.cancel_appointment(freed.id, actor=other, now=real_now())
    assert await offer_freed_times(actor=SYSTEM, now=real_now()) == 1
    [offer] = await WaitlistOfferRow.select()
    return {
        "appointment_id": str(late.id),
        "case_id": str(late.case_id),
        "entry_id": str(entry),
        "offer_id": str(offer["id"]),
    }


async def _plan_of(counselor_id: UUID, actor: Actor) -> dict[str, str]:
    start = ahead(9, days=20)
    end = start + timedelta(hours=2)
    await planning.add_leave(counselor_id, start, end, reason="سفر", actor=actor, now=real_now())
    await planning.add_opening(counselor_id, end, end + timedelta(hours=2), actor=actor, now=real_now())
    source = await busy_import.add_source(CALENDAR, actor=actor, now=real_now())
    [plan] = await PlanRow.select()
    [leave] = await LeaveRow.select()
    [opening] = await OpeningRow.select()
    return {
        "counselor_id": str(counselor_id),
        "plan_id": str(plan["id"]),
        "leave_id": str(leave["id"]),
        "opening_id": str(opening["id"]),
        "source_id": str(source),
    }


async def _an_invitation() -> str:
    """Return the link by which a spouse whom nobody knows yet is asked to come along."""
    her = await a_family(now=real_now())
    booking = await bookings.begin_booking(actor=her, now=real_now())
    couple = by_phone(service="couple", modality=Modality.VIDEO, spouse_address="fahad@mail.example")
    await bookings.save_choices(booking.id, couple, actor=her, now=real_now())
    await holding.hold_time(booking.id, ahead(11, days=7), actor=her, now=real_now())
    await confirming.send_booking(booking.id, actor=her, now=real_now())
    return await newest_link(None, under="/counseling/invitations/")
