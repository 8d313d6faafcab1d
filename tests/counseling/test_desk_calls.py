"""Urgent calls at the desk: one colleague takes each, the late ones stand on top."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from tests.client import Client
from tests.counseling.desk_people import staff
from tests.counseling.people import a_family, open_counseling
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.tables import UrgentCallRow
from wethaq.counseling.urgent_calls import ask_for_call
from wethaq.platform.actors import Role
from wethaq.platform.database.sealing import open_row

QUEUE, CALLS = "/desk/counseling/queue", "/desk/counseling/calls"
WISH = "أرجو أن تتصل بي امرأة"


async def _a_call(*, is_in_danger: bool = False, first_name: str = "نورة") -> UUID:
    await open_counseling()
    now = datetime.now(UTC)
    actor = await a_family(now=now, first_name=first_name)
    call = await ask_for_call(
        WISH, is_in_danger=is_in_danger, part_of_day=PartOfDay.ANY, actor=actor, now=now
    )
    return call.id


async def test_a_call_is_taken_made_and_written_down(client: Client) -> None:
    call = await _a_call(is_in_danger=True)
    officer = await staff(client, Role.RELATIONS_OFFICER)
    queue = await officer.get(QUEUE)
    assert f"{CALLS}/{call}/taking" in queue.text
    assert WISH not in queue.text
    [asked] = await UrgentCallRow.select()
    assert asked["due_at"].isoformat() in queue.text
    page = await officer.follow(await officer.post(f"{CALLS}/{call}/taking"))
    assert WISH in page.text
    assert "tel:+966" in page.text
    unsaid = await officer.post(f"{CALLS}/{call}/ending", {"note": "تكلمنا"})
    assert unsaid.status_code == 422
    assert "تكلمنا" in unsaid.text
    done = await officer.post(f"{CALLS}/{call}/ending", {"outcome": "spoken", "note": "تكلمنا"})
    assert done.status_code == 303
    [row] = await UrgentCallRow.select()
    assert row["outcome"] == "spoken"
    assert open_row(UrgentCallRow, row)["outcome_note"] == "تكلمنا"
    assert str(call) not in (await officer.get(QUEUE)).text


async def test_of_two_colleagues_one_gets_the_call_and_reads_it(client: Client) -> None:
    call = await _a_call()
    first, second = await staff(client, Role.RELATIONS_OFFICER), await staff(client, Role.MANAGER)
    assert (await first.post(f"{CALLS}/{call}/taking")).status_code == 303
    assert (await second.post(f"{CALLS}/{call}/taking")).status_code == 409
    assert (await second.get(f"{CALLS}/{call}")).status_code == 404
    assert (await second.post(f"{CALLS}/{call}/ending", {"outcome": "spoken"})).status_code == 409
    assert (await first.get(f"{CALLS}/{uuid4()}")).status_code == 404
    assert (await first.post(f"{CALLS}/{uuid4()}/taking")).status_code == 404


async def test_late_calls_stand_on_top(client: Client) -> None:
    await _a_call(first_name="سلمى")
    late = await _a_call(first_name="هدى")
    past = datetime.now(UTC) - timedelta(minutes=5)
    await UrgentCallRow.update({UrgentCallRow.due_at: past}).where(UrgentCallRow.id == late)
    officer = await staff(client, Role.RELATIONS_OFFICER)
    text = (await officer.get(QUEUE)).text
    assert text.index("هدى") < text.index("سلمى")


async def test_an_agent_of_the_call_centre_takes_no_urgent_calls(client: Client) -> None:
    call = await _a_call()
    agent = await staff(client, Role.CALL_CENTRE_AGENT)
    assert (await agent.post(f"{CALLS}/{call}/taking")).status_code == 403
    assert (await agent.get(f"{CALLS}/{call}")).status_code == 403
