"""The whole way of a family to an appointment, page by page, without JavaScript."""

from tests.client import Client
from tests.counseling.pages import a_family_on_site
from tests.counseling.people import a_counselor
from wethaq.counseling.tables import AppointmentRow


async def test_one_person_comes_from_the_front_page_to_a_confirmed_call(client: Client) -> None:
    await a_counselor()
    family = await a_family_on_site(client)
    assert (await family.browser.get("/counseling")).status_code == 200
    assert (await family.browser.get("/counseling/start?about=2")).status_code == 200

    begun = await family.begin(about="2")
    assert begun.status_code == 303
    assert (await family.browser.follow(begun)).headers["location"] == f"{family.base}/preferences"
    assert (await family.see("preferences")).status_code == 200
    chosen = await family.send("preferences", modality="phone", sex="", part_of_day="any", counselor_id="")
    assert chosen.headers["location"] == f"{family.base}/time"
    assert (await family.see("time")).status_code == 200
    times = await family.free_times()
    held = await family.hold(times[0])
    assert held.headers["location"] == f"{family.base}/questionnaire", held.text
    assert (await family.see("questionnaire")).status_code == 200
    filled = await family.send("questionnaire", topic="trust", in_your_words="نتخاصم كل يوم.")
    assert filled.headers["location"] == f"{family.base}/check"
    checked = await family.see("check")
    assert "نتخاصم كل يوم." in checked.text
    assert "data-countdown" in checked.text
    sent = await family.send("sending")
    confirmation = await family.browser.follow(sent)
    assert confirmation.status_code == 200
    (row,) = await AppointmentRow.select()
    assert row["status"] == "confirmed"
    assert row["number"] in confirmation.text
