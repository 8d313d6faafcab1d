"""The copy of one's data holds the whole request, in words."""

from datetime import timedelta

import pytest

from tests.platform.intake.builders import NOW, a_submitted_request, an_applicant, an_officer, open_intake
from wethaq.platform.intake import conversing
from wethaq.platform.intake.request_export import export_requests
from wethaq.platform.localisation import use_language

pytestmark = pytest.mark.usefixtures("database")


async def test_the_copy_holds_answers_signature_and_conversation() -> None:
    await open_intake()
    applicant = await an_applicant()
    request = await a_submitted_request(applicant)
    await conversing.ask_officer(request.id, "متى يصلني الرد؟", actor=applicant, now=NOW)
    await conversing.answer_applicant(
        request.id, "خلال أسبوعين.", actor=an_officer(), now=NOW + timedelta(hours=2)
    )
    assert applicant.person_id is not None

    with use_language("ar"):
        sections = await export_requests(applicant.person_id, now=NOW)

    words = [value for section in sections for record in section.records for _, value in record]
    assert request.number in words
    assert "انقطع عمل رب الأسرة منذ شهرين، ونحتاج إلى ما يعيننا حتى يجد عملًا." in words
    assert "متى يصلني الرد؟" in words
    assert "خلال أسبوعين." in words
    assert any(str(request.number) in section.title for section in sections)


async def test_the_copy_holds_nobody_elses_requests() -> None:
    await open_intake()
    await a_submitted_request(await an_applicant())
    other = await an_applicant()
    assert other.person_id is not None
    [section] = await export_requests(other.person_id, now=NOW)
    assert section.records == []
