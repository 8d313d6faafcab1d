"""Opening group sessions at the desk."""

from uuid import UUID

from tests.client import Client
from tests.counseling.desk_people import an_open_house, in_days, staff
from wethaq.counseling.tables import AppointmentRow
from wethaq.platform.actors import Role

GROUPS = "/desk/counseling/groups"


def _form(counselor_id: UUID, **changes: str) -> dict[str, str]:
    on = in_days(9)
    form = {
        "topic_ar": "أمهات المراهقين",
        "counselor": str(counselor_id),
        "modality": "video",
        "on_day": str(on.day),
        "on_month": str(on.month),
        "on_year": str(on.year),
        "on_calendar": "gregorian",
        "on_at": "18:00",
        "seats": "8",
    }
    return form | changes


async def test_a_session_is_opened_listed_and_cancelled(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(GROUPS)
    answer = await manager.post(GROUPS, _form(counselor))
    assert answer.status_code == 303, answer.text
    [row] = await AppointmentRow.select().where(AppointmentRow.is_group.eq(True))
    assert (row["seats"], row["starts_at"].hour) == (8, 15)
    assert row["number"] in (await manager.get(GROUPS)).text
    page = await manager.follow(answer)
    assert "/move" not in page.text
    gone = await manager.post(
        f"/desk/counseling/bookings/{row['id']}/cancellation", {"cancel_reason": "تعذّر"}
    )
    assert gone.status_code == 303
    assert row["number"] not in (await manager.get(GROUPS)).text


async def test_mistakes_and_refusals_keep_what_was_typed(client: Client) -> None:
    counselor = await an_open_house()
    manager = await staff(client, Role.MANAGER)
    await manager.get(GROUPS)
    wrong = await manager.post(GROUPS, _form(counselor, counselor="nobody", on_at="six", topic_ar=""))
    assert wrong.status_code == 422
    for name in ("counselor", "on_at", "topic_ar"):
        assert f'href="#{name}"' in wrong.text
    assert 'value="six"' in wrong.text
    many = await manager.post(GROUPS, _form(counselor, seats="60"))
    assert many.status_code == 409
    assert 'value="60"' in many.text
    await manager.post(GROUPS, _form(counselor))
    assert (await manager.post(GROUPS, _form(counselor))).status_code == 409


async def test_a_counselor_is_not_the_desk(client: Client) -> None:
    assert (await (await staff(client, Role.COUNSELOR)).get(GROUPS)).status_code == 403
