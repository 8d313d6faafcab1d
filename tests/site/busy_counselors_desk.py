"""Counselors at their desks, with something on each of their pages."""

from datetime import timedelta

from tests.client import Client
from tests.counseling.desk_people import (
    a_counselor_at_the_desk,
    a_visit,
    an_attended_visit,
    open_house,
    quarter_at,
)
from tests.counseling.people import a_family
from tests.site.busy_house import BusyHouse
from wethaq.counseling.busy_import import add_source
from wethaq.counseling.calendar_feed import make_feed_link
from wethaq.counseling.notes import write_note
from wethaq.counseling.purposes import NOTES
from wethaq.platform.actors import Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import REFERRAL_PARTNER

DAY = timedelta(days=1)
DESK = "/desk/counseling"
NOWHERE = "https://calendar.invalid/private/basic.ics"


async def counselors_at_work(client: Client, house: BusyHouse) -> None:
    """Leave a case with every consent and a note, one without, an hour that has begun, and a calendar elsewhere."""
    now = await open_house()
    desk = await a_counselor_at_the_desk(client)
    await a_counselor_at_the_desk(client)
    family = await a_family(now=now - 30 * DAY)
    whole = await an_attended_visit(desk, quarter_at(now) - 5 * DAY, family=family)
    begun = await a_visit(desk, quarter_at(now) - timedelta(minutes=30))
    assert family.person_id
    assert whole.case_id
    for purpose in (NOTES.code, REFERRAL_PARTNER.code):
        text = await consent.current_text(purpose)
        await consent.grant(family.person_id, purpose, text_id=text.id, actor=family, now=now)
    await write_note(whole.case_id, "اتفقنا على ساعة هادئة", actor=desk.actor, now=now)
    await make_feed_link(actor=desk.actor, now=now)
    await add_source(NOWHERE, actor=desk.actor, now=now)
    pages = [DESK, f"{DESK}/week", f"{DESK}/cases", f"{DESK}/calendars"]
    pages += [f"{DESK}/appointments/{each.id}" for each in (whole, begun)]
    pages += [f"{DESK}/cases/{each.case_id}" for each in (whole, begun)]
    house.let_in("counselor at the desk", desk.browser, *pages)
    house.starts[Role.MANAGER.value].append(f"{DESK}/supervision")
