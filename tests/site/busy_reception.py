"""Reception and manager of counseling: a queue, a conflict, a call that was taken, bookings for others half-way."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.client import Client
from tests.counseling.pages import a_family_at_the_door, a_family_on_site
from tests.counseling.people import by_phone
from tests.platform.accounts.builders import a_member_of_staff, actor_for, signed_in
from tests.site.busy_house import BusyHouse
from wethaq.counseling import bookings, finding, holding, planning, terms, urgent_calls
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.records import Appointment
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.localisation.dates import riyadh_date

DAY = timedelta(days=1)
DESK = "/desk/counseling"


async def reception_at_work(
    client: Client, house: BusyHouse, stranded: Appointment, asked: Appointment
) -> None:
    """Let in an officer who books for others; `asked` waits for an officer, `stranded` lies in leave from now on."""
    now = datetime.now(UTC)
    account = await a_member_of_staff(Role.RELATIONS_OFFICER)
    officer = await actor_for(account)
    counselor_id = stranded.counselor_id
    await planning.add_leave(
        counselor_id, stranded.starts_at, stranded.ends_at, reason=None, actor=SYSTEM, now=now
    )
    opens = stranded.starts_at + 2 * DAY
    await planning.add_opening(counselor_id, opens, opens + timedelta(hours=2), actor=SYSTEM, now=now)
    pages = [f"{DESK}/queue", f"{DESK}/bookings/{asked.id}", await _a_taken_call(client, officer, now)]
    pages += [f"{DESK}/drafts/{draft}/{page}" for draft, page in await _drafts(client, officer, now)]
    house.let_in("reception", await signed_in(client, account), *pages)
    house.starts[Role.MANAGER.value].append(f"{DESK}/plans/{counselor_id}")


async def let_an_officer_accept(service: str) -> None:
    """Have an officer say yes to what is asked for from now on."""
    manager = Actor(roles=frozenset({Role.MANAGER}))
    await terms.change_service_figures(
        service, {}, is_accepted_by_officer=True, reason="كثرة الطلب", actor=manager, now=datetime.now(UTC)
    )


async def _a_taken_call(client: Client, officer: Actor, now: datetime) -> str:
    caller = await a_family_at_the_door(client)
    call = await urgent_calls.ask_for_call(
        "الأفضل قبل الظهر", is_in_danger=False, part_of_day=PartOfDay.MORNING, actor=caller.actor, now=now
    )
    await urgent_calls.take_urgent_call(call.id, actor=officer, now=now)
    return f"{DESK}/calls/{call.id}"


async def _drafts(client: Client, officer: Actor, now: datetime) -> list[tuple[UUID, str]]:
    """Begin two bookings for others: one before its time, one whose time is kept."""
    begun = [await _begun(client, officer, now) for _ in range(2)]
    choices: Any = by_phone()
    found = await finding.find_times(
        choices.wanted(begun[1].person_id), riyadh_date(now) + 7 * DAY, 7, now=now
    )
    start = found.stretch.moments(found.any_bits)[0]
    await holding.hold_time(begun[1].id, start, actor=officer, now=now)
    return [(begun[0].id, "time"), (begun[1].id, "time"), (begun[1].id, "confirmation")]


async def _begun(client: Client, officer: Actor, now: datetime) -> bookings.Booking:
    family = await a_family_on_site(client)
    booking = await bookings.begin_booking_for(family.person_id, actor=officer, now=now)
    return await bookings.save_choices(booking.id, by_phone(), actor=officer, now=now)
