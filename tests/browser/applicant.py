"""A woman in Tabuk at her phone: opening an account, applying, signing."""

import re
import time
from itertools import count
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.forms import fill_in, heading, press, send

SERIALS = count(10_000 + int(time.time()) % 89_000)
"""New people at each run, so that a site may serve several."""
NAME = {
    "first_name": "غزيل",
    "father_name": "مشعل",
    "grandfather_name": "حمدان",
    "family_name": "الرشيدي",
}
SIGNATURE = "غزيل مشعل حمدان الرشيدي"
ANSWERS: dict[str, str] = {
    "support_kinds": "living housing",
    "urgency": "can_wait",
    "marital_status": "married",
    "household_size": "٥",
    "dependants": "3",
    "dependant_kinds": "school_children",
    "income_band": "2000_4000",
    "income_sources": "salary",
    "housing": "owned",
    "other_support": "no",
    "situation": "انقطع عمل رب الأسرة منذ شهرين، ونحتاج إلى ما يعيننا حتى يجد عملًا.",
}
_QUESTION = re.compile(r"/questions/(\w+)")
_NUMBER = re.compile(r"W-[\w-]+")


def ask_for_code(page: Page, address: str) -> None:
    page.goto("/register")
    send(page, address=address)


def open_account(page: Page, code: str, *, national_id: str, password: str = "") -> None:
    """Prove the address by its code, answer one question a page, and look it all over."""
    tell_about_oneself(page, code, national_id=national_id, password=password)
    assert NAME["family_name"] in page.locator("main").inner_text()
    send(page)
    assert page.url.endswith("/my-file"), page.url


def tell_about_oneself(
    page: Page, code: str, *, national_id: str, governorate: str = "tabuk", password: str = ""
) -> None:
    """Answer everything up to the page that shows it all again."""
    send(page, code=code)
    send(page, **NAME)
    send(page, birth_date_day="١٢", birth_date_month="5", birth_date_year="١٤١٠", birth_date_calendar="hijri")
    send(page, sex="female")
    send(page, national_id=national_id)
    send(page, governorate=governorate, city="تبوك")
    send(page, has_earlier_file="no")
    send(page, password=password)
    assert page.url.endswith("/register/check"), page.url


def begin_request(page: Page) -> None:
    """Read the responsibilities and consent; R2 asks for both before any question."""
    page.goto("/requests/new/support")
    page.locator("main a.button[href*='/responsibilities']").click()
    page.wait_for_url("**/responsibilities")
    send(page, is_read="yes")
    page.check("#consent")
    send(page)


def answer_questions(page: Page, **other: str) -> list[str]:
    """Answer one question a page, part by part; return the questions in the order they were asked."""
    answers, asked = {**ANSWERS, **other}, []
    parts = page.locator("main .task-list").first.locator("a")
    for number in range(parts.count()):
        parts.nth(number).click()
        page.wait_for_url("**/questions/**")
        asked += _answer_part(page, answers)
        assert "/tasks" in page.url, page.url
    return asked


def _answer_part(page: Page, answers: dict[str, str]) -> list[str]:
    asked: list[str] = []
    while question := _QUESTION.search(page.url):
        assert question[1] not in asked, f"asked twice: {question[1]}"
        asked.append(question[1])
        assert page.locator("main form h1").count() == 1
        send(page, **{question[1]: answers[question[1]]})
    return asked


def bring_documents(page: Page, proof: Path) -> None:
    """Upload what is asked for as a copy; identity documents aren't asked for that way."""
    page.goto(f"{request_address(page)}/documents")
    page.locator("main .task-list a[href$='/documents/income_proof']").click()
    page.wait_for_url("**/documents/income_proof")
    fill_in(page, file=proof)
    press(page, "/documents/income_proof")
    assert page.locator("main a[href*='/files/']").count() == 1
    page.locator("main .actions a.button").last.click()
    page.wait_for_url("**/tasks")


def sign(page: Page) -> str:
    """Look the answers over, sign them, and return the number that the confirmation gives."""
    page.goto(f"{request_address(page)}/answers")
    text = page.locator("main").inner_text()
    assert ANSWERS["situation"] in text, text
    page.locator("main a.button[href$='/declaration']").click()
    page.wait_for_url("**/declaration")
    send(page, is_confirmed="yes", signed_name=SIGNATURE)
    assert "/confirmation" in page.url, (heading(page), page.locator("main").inner_text())
    number = _NUMBER.search(page.locator("main").inner_text())
    assert number, page.locator("main").inner_text()
    return number[0]


def request_address(page: Page) -> str:
    """Return the address of the request that the page belongs to."""
    found = re.search(r"/requests/[0-9a-f-]{36}", page.url)
    assert found, page.url
    return found[0]
