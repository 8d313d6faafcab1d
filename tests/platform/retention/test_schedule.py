"""What is due is destroyed, what isn't stays, and both can be shown."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, signed_in
from tests.platform.intake.builders import (
    NOW,
    a_closed_request,
    a_draft,
    agree,
    an_applicant,
    an_officer,
    open_intake,
)
from wethaq.platform.actors import ANONYMOUS, SYSTEM, Role
from wethaq.platform.documents import service as documents
from wethaq.platform.documents.policy import FileType
from wethaq.platform.documents.uploads import keep_file
from wethaq.platform.intake.forgetting import CONTENT
from wethaq.platform.intake.loading import RequestNotFoundError, get_request
from wethaq.platform.intake.tables import Answer
from wethaq.platform.notifications.tables import Message
from wethaq.platform.portal.inquiries import ask
from wethaq.platform.portal.tables import InquiryRow
from wethaq.platform.retention.schedule import destroy_what_is_due

pytestmark = pytest.mark.usefixtures("database")
YEAR = timedelta(days=365)


async def destroy(now: datetime) -> dict[str, int]:
    return {code: rows for code, rows in (await destroy_what_is_due(actor=SYSTEM, now=now)).items() if rows}


async def rows_of(request_id: UUID) -> int:
    return sum([await table.count().where(table.request_id == request_id) for table in CONTENT])


async def test_five_years_after_its_end_a_request_keeps_its_dates_and_nothing_else() -> None:
    await open_intake()
    applicant = await an_applicant()
    request = await a_closed_request(applicant, an_officer())
    await keep_file(
        b"%PDF-1.7",
        "دخل.pdf",
        file_type=FileType.PDF,
        belonging=documents.Belonging(applicant.person_id, request.id),
        kind="income",
        actor=applicant,
        now=NOW,
    )
    ended = (await get_request(request.id)).ended_at
    assert ended is not None

    assert "requests" not in await destroy(ended + 5 * YEAR - timedelta(days=1))
    assert await rows_of(request.id) > 0
    assert (await destroy(ended + 5 * YEAR + timedelta(days=1)))["requests"] == 1

    assert await rows_of(request.id) == 0
    assert await documents.list_request_files(request.id) == []
    assert (await get_request(request.id)).number == request.number
    assert "requests" not in await destroy(ended + 5 * YEAR + timedelta(days=2))


async def test_a_draft_that_nobody_went_on_with_is_forgotten_whole() -> None:
    await open_intake()
    applicant = await an_applicant()
    await agree(applicant)
    draft = await a_draft(applicant)

    assert "drafts" not in await destroy(NOW + YEAR)
    assert (await destroy(NOW + YEAR + timedelta(days=1)))["drafts"] == 1

    with pytest.raises(RequestNotFoundError):
        await get_request(draft.id)
    assert not await Answer.exists().where(Answer.request_id == draft.id)


async def test_only_answered_questions_and_old_messages_go() -> None:
    await ask("كيف أقدّم؟", name=None, address=None, actor=ANONYMOUS, now=NOW)
    await ask("متى تفتحون؟", name=None, address=None, actor=ANONYMOUS, now=NOW)
    first = await InquiryRow.select(InquiryRow.id).first()
    assert first is not None
    await InquiryRow.update({InquiryRow.answered_at: NOW}).where(InquiryRow.id == first["id"])

    await destroy(NOW + 2 * YEAR + timedelta(days=1))

    assert await InquiryRow.count() == 1
    assert await Message.count() == 0


async def test_the_steward_reads_the_schedule_and_others_find_nothing(client: Client) -> None:
    steward = await signed_in(client, await a_member_of_staff(Role.DATA_STEWARD))
    page = await steward.get("/desk/retention")
    assert page.status_code == 200
    assert "خمس سنوات بعد انتهاء الطلب" in page.text
    applicant = await signed_in(client, await a_beneficiary())
    assert (await applicant.get("/desk/retention")).status_code == 403
