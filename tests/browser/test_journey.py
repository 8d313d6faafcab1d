"""A family's request from its first page to the letter, the service and the survey (policy H1-H7, R2, G7)."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser import applicant, staff_rooms
from tests.browser.conftest import OpenPage
from tests.browser.forms import heading, press, send
from tests.browser.people import A_MANAGER, AN_OFFICER, sign_in
from tests.browser.post import MailServer, code_in, newest_message
from tests.browser.windows import DESKTOP, Complaints, find_violations, widths_overflow
from wethaq.platform.demo.cast import MEMBERS, a_mobile, a_national_id

pytestmark = pytest.mark.browser

VOTING_MEMBERS = MEMBERS[:3]


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A photo of a paper, as a phone takes it."""
    picture = tmp_path / "تعريف بالراتب.jpg"
    Image.new("RGB", (900, 1200), "white").save(picture, exif=Image.Exif())
    return picture


def test_a_family_comes_from_the_first_page_to_its_letter(
    open_page: OpenPage, complaints: Complaints, proof: Path
) -> None:
    phone, serial = open_page(), next(applicant.SERIALS)
    number = _apply_by_mobile(phone, proof, serial)
    officer = open_page(size=DESKTOP)
    _verify_and_forward(officer, phone, number)
    _decide(open_page, officer, number)
    _release_early_with_a_second_person(open_page, officer, number)
    _read_the_letter(phone, open_page(), number)
    _serve_and_close(officer, number)
    _answer_the_survey(phone, serial)
    assert [error for error in complaints.errors if "409" not in error] == [], "but the refused release"
    assert complaints.strangers == []


def _apply_by_mobile(phone: Page, proof: Path, serial: int) -> str:
    _open_account_by_mobile(phone, serial)
    applicant.begin_request(phone)
    asked = applicant.answer_questions(phone)
    assert asked == list(applicant.ANSWERS)
    applicant.bring_documents(phone, proof)
    number = applicant.sign(phone)
    text = phone.locator("main").inner_text()
    assert text.count(" هـ – ") == 2, "both dates of the reply, in both calendars"
    assert not widths_overflow(phone)
    return number


def _open_account_by_mobile(phone: Page, serial: int) -> None:
    applicant.ask_for_code(phone, a_mobile(serial).replace("+966", "0"))
    code = code_in(newest_message(phone, a_mobile(serial)))
    applicant.open_account(phone, code, national_id=a_national_id(serial))


def _verify_and_forward(officer: Page, phone: Page, number: str) -> None:
    sign_in(officer, AN_OFFICER)
    staff_rooms.open_at_desk(officer, number)
    press(officer, "/steps/verification")
    press(officer, "/messages", message="هل تستلمون معونة من الضمان الاجتماعي؟")
    phone.goto(applicant.request_address(phone))
    assert "الضمان الاجتماعي" in phone.locator("#thread").inner_text()
    press(phone, "/messages", message="لا نستلم شيئًا منه.")
    officer.reload()
    assert "لا نستلم شيئًا منه." in officer.locator("#thread").inner_text()
    assert staff_rooms.settle_checklist(officer) > 2
    staff_rooms.forward_to_committee(officer)
    phone.reload()
    assert "لجنة البحث" in phone.locator("main").inner_text()


def _decide(open_page: OpenPage, officer: Page, number: str) -> None:
    meeting = staff_rooms.call_meeting(officer, number)
    chair = open_page(size=DESKTOP)
    case = staff_rooms.open_meeting(chair, meeting, number)
    for member in VOTING_MEMBERS:
        window = open_page(size=DESKTOP)
        sign_in(window, member.email)
        staff_rooms.vote(window, case, "accept")
        window.context.close()
    staff_rooms.vote(chair, case, "accept")
    staff_rooms.count_votes(chair, case)
    chair.context.close()


def _release_early_with_a_second_person(open_page: OpenPage, officer: Page, number: str) -> None:
    """Nobody alone brings the reply forward, whatever they send (H5)."""
    decision = staff_rooms.show_decision(officer, number)
    assert decision.locator("form[action$='/release']").count() == 0
    staff_rooms.try_to_release(officer, number)
    assert "قبل موعده" in officer.locator("main").inner_text()
    decision = staff_rooms.show_decision(officer, number)
    staff_rooms.ask_urgency(officer, number, "الأسرة مهددة بالإخلاء خلال أيام.")
    assert decision.locator("form[action$='/approval']").count() == 0, "the one who asked can't agree"
    manager = open_page(size=DESKTOP)
    sign_in(manager, A_MANAGER)
    staff_rooms.approve_urgency(manager, number)
    staff_rooms.release(manager, number)
    manager.context.close()


def _read_the_letter(phone: Page, stranger: Page, number: str) -> None:
    phone.reload()
    with phone.expect_download() as download:
        phone.locator("main a[href*='/letters/']").first.click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"%PDF")
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert number in words
    assert any("\u0600" <= letter <= "\u06ff" for letter in words)
    stranger.goto("/check")
    send(stranger, code=staff_rooms.verification_code(words))
    assert "صحيح" in heading(stranger) or "صادر" in heading(stranger), heading(stranger)
    assert find_violations(stranger) == []


def _serve_and_close(officer: Page, number: str) -> None:
    staff_rooms.open_at_desk(officer, number)
    press(officer, "/steps/registration")
    press(officer, "/steps/service")
    press(officer, "/steps/delivery", what="سلة غذائية لثلاثة أشهر")
    press(officer, "/steps/closure")


def _answer_the_survey(phone: Page, serial: int) -> None:
    """Once, by the link in the message; a second visit thanks instead of asking."""
    link = staff_rooms.survey_link(newest_message(phone, a_mobile(serial)))
    phone.goto(link)
    assert find_violations(phone) == []
    phone.locator("label:has([name=satisfaction][value='5'])").click()
    phone.locator("label:has([name=ease][value='4'])").click()
    send(phone, comment="شكرًا لكم")
    assert phone.url.endswith("/survey/thanks")
    answer = phone.goto(link)
    assert answer is not None
    assert phone.locator("main [name=satisfaction]").count() == 0


def test_the_applicant_needs_no_script(open_page: OpenPage, proof: Path) -> None:
    phone = open_page(has_script=False)
    _open_account_by_mobile(phone, next(applicant.SERIALS))
    applicant.begin_request(phone)
    applicant.answer_questions(phone)
    applicant.bring_documents(phone, proof)
    assert applicant.sign(phone).startswith("W-")


def test_a_code_comes_by_a_real_mail(mail_server: MailServer, open_page: OpenPage) -> None:
    phone, serial = open_page(), next(applicant.SERIALS)
    address = f"person{serial}@mail.example"
    applicant.ask_for_code(phone, address)
    code = code_in(mail_server.wait_for(address))
    applicant.open_account(phone, code, national_id=a_national_id(serial))
