"""Results are told by service, in the reader's words."""

from datetime import UTC, datetime

from tests.client import Client
from tests.platform.accounts.builders import a_member_of_staff, a_mobile, a_person, signed_in
from wethaq.platform.actors import Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.feedback.service import invite_person_to_survey


async def test_a_service_without_requests_is_called_by_its_name(client: Client) -> None:
    now = datetime.now(UTC)
    person_id = await a_person(mobile=a_mobile())
    assert await invite_person_to_survey("counseling", new_id(), person_id, now=now)
    reader = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    page = await reader.get("/desk/feedback")
    assert page.status_code == 200
    assert ">counseling<" not in page.text
    assert "الإرشاد" in page.text or "الاستشارات" in page.text
