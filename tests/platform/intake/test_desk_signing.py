"""At the desk: the scan of a signed paper, and handing a request to another officer."""

import re
from uuid import UUID, uuid4

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.documents.builders import a_picture
from tests.platform.intake.builders import a_declared_request, a_submitted_request, open_intake
from wethaq.platform.actors import Actor, Role
from wethaq.platform.intake import answering, verifying
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.standing import last_signature
from wethaq.platform.web.dependencies import provide_now

PAPER = ("إقرار.jpg", a_picture(), "image/jpeg")
SIGNED = {"method": "paper", "signed_name": "نورة سالم العطوي"}


@pytest.fixture
async def officer_account(client: Client) -> UUID:
    await open_intake()
    return await a_member_of_staff(Role.RELATIONS_OFFICER)


@pytest.fixture
async def officer(client: Client, officer_account: UUID) -> Client:
    return await signed_in(client, officer_account)


async def _applicant() -> Actor:
    return await actor_for(await a_beneficiary())


@pytest.fixture
async def unsigned(officer_account: UUID) -> RequestRecord:
    """A request that was corrected after signing, and so asks for a new signature."""
    actor = await actor_for(officer_account)
    request = await a_submitted_request(await _applicant(), now=provide_now())
    await verifying.take_up(request.id, actor=actor, now=provide_now())
    await answering.correct_answer(
        request.id, "household_size", ["7"], reason="بحسب سجل الأسرة", actor=actor, now=provide_now()
    )
    return await get_request(request.id)


async def test_the_signed_paper_lies_with_its_declaration(
    client: Client, officer: Client, unsigned: RequestRecord
) -> None:
    at = f"/desk/requests/{unsigned.id}"
    assert 'name="paper"' in (await officer.get(at)).text
    bad = await officer.post(
        f"{at}/declaration", SIGNED, files={"paper": ("a.pdf", b"<svg>", "application/pdf")}
    )
    assert bad.status_code == 422
    assert 'id="paper-error"' in bad.text
    assert (await officer.post(f"{at}/declaration", SIGNED, files={"paper": PAPER})).status_code == 303
    signature = await last_signature(unsigned.id)
    assert signature is not None
    assert signature.method is SignatureMethod.PAPER
    assert signature.document_id is not None
    link = f"/files/{signature.document_id}"
    assert f'href="{link}"' in (await officer.get(at)).text
    assert (await officer.get(link)).status_code == 200
    stranger = await signed_in(client, await a_member_of_staff(Role.COUNSELOR))
    assert (await stranger.get(link)).status_code == 404


async def test_a_paper_is_filed_once_and_later_too(officer: Client, unsigned: RequestRecord) -> None:
    at = f"/desk/requests/{unsigned.id}"
    assert (await officer.post(f"{at}/declaration/paper", files={"scan": PAPER})).status_code == 409
    await officer.post(f"{at}/declaration", SIGNED)
    assert 'name="scan"' in (await officer.get(at)).text
    assert (await officer.post(f"{at}/declaration/paper")).status_code == 422
    assert (await officer.post(f"{at}/declaration/paper", files={"scan": PAPER})).status_code == 303
    assert 'name="scan"' not in (await officer.get(at)).text
    assert (await officer.post(f"{at}/declaration/paper", files={"scan": PAPER})).status_code == 409


async def test_a_request_is_handed_to_another_officer(client: Client, officer: Client) -> None:
    request = await a_submitted_request(await _applicant(), now=provide_now())
    other = await a_member_of_staff(Role.RELATIONS_OFFICER, name="سعد العنزي")
    volunteer = await a_member_of_staff(Role.VOLUNTEER, name="ريان الشهري")
    at = f"/desk/requests/{request.id}"
    page = await officer.get(at)
    chosen = re.findall(r'<option value="([0-9a-f-]{36})"', page.text.split('name="officer_id"')[1])
    assert str(other) in chosen
    assert str(volunteer) not in chosen
    assert (await officer.post(f"{at}/officer")).status_code == 422
    for nobody in (volunteer, uuid4()):
        assert (await officer.post(f"{at}/officer", {"officer_id": str(nobody)})).status_code == 409
    assert (await officer.post(f"{at}/officer", {"officer_id": str(other)})).status_code == 303
    assert (await get_request(request.id)).officer_id == other
    theirs = await signed_in(client, other)
    assert str(request.number) in (await theirs.get("/desk", params={"mine": "yes"})).text


async def test_a_withdrawn_request_is_handed_to_nobody(
    client: Client, officer: Client, officer_account: UUID
) -> None:
    request = await a_declared_request(
        await _applicant(), await actor_for(officer_account), now=provide_now()
    )
    at = f"/desk/requests/{request.id}"
    await officer.post(f"{at}/steps/withdrawal", {"reason": "اتصلت وسحبت طلبها"})
    assert 'name="officer_id"' not in (await officer.get(at)).text
    other = await a_member_of_staff(Role.RELATIONS_OFFICER)
    assert (await officer.post(f"{at}/officer", {"officer_id": str(other)})).status_code == 409
