"""What a stranger sends: a clear message in the reader's language each time, and nothing typed lost (H1)."""

import html
import re

import pytest

from tests.client import SAME_ORIGIN, Client
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for, signed_in
from tests.platform.documents.builders import a_bomb, a_picture
from tests.platform.intake.builders import a_draft, open_intake
from wethaq.platform.actors import Role
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.records import RequestRecord

RLO, NUL = "\u202e", "\x00"
LANGUAGES = {"ar": "", "en": "/en"}
_SUMMARY = re.compile(r'class="error-summary".*?</ul>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ARABIC, _LATIN = re.compile(r"[\u0621-\u064a]{2,}"), re.compile(r"[A-Za-z]{3,}")
FORMATS = re.compile(r"\b(PDF|JPEG|PNG|WebP)\b")


async def somebody_applying(client: Client) -> tuple[Client, RequestRecord]:
    await open_intake()
    account = await a_beneficiary()
    return await signed_in(client, account), await a_draft(await actor_for(account))


def message_in(page: str, language: str) -> str:
    """Return what the error summary says, having made sure that it is in the reader's language."""
    found = _SUMMARY.search(page)
    assert found, page
    words = FORMATS.sub("", html.unescape(_TAG.sub(" ", found[0].split(">", 1)[1])))
    right, wrong = (_ARABIC, _LATIN) if language == "ar" else (_LATIN, _ARABIC)
    assert right.search(words), words
    assert not wrong.search(words), words
    return " ".join(words.split())


NUMBERS = ("0", "-1", "abc", "2147483648", "9223372036854775808", str(2**128), "٣")
NUMBERED = (
    "/publications/bylaws?version=",
    "/publications/bylaws/pdf?version=",
    "/desk/documents/bylaws?version=",
    "/desk/messages?page=",
    "/desk/people/duplicates?page=",
    "/desk?page=",
)


@pytest.mark.parametrize("address", NUMBERED)
async def test_a_number_beyond_the_databases_own_breaks_no_page(client: Client, address: str) -> None:
    browser = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    for number in NUMBERS:
        answer = await browser.get(address + number)
        assert answer.status_code in {200, 400, 404}, number


FILES = {
    "a program": (b"MZ\x90\x00" + bytes(200), "invoice.pdf"),
    "a page that acts": (b"<html><script>alert(1)</script></html>", "letter.pdf"),
    "a drawing that acts": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "photo.png"),
    "a word document": (b"PK\x03\x04" + bytes(200), "letter.docx"),
    "a picture of 400 million points": (a_bomb(20_000, 20_000), "photo.png"),
    "half a picture": (a_picture()[:200], "photo.jpg"),
    "nothing": (b"", "empty.pdf"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FILES)
async def test_a_file_that_can_not_be_taken_is_refused_in_words(
    client: Client, kind: str, language: str
) -> None:
    browser, request = await somebody_applying(client)
    content, name = FILES[kind]
    address = f"{LANGUAGES[language]}/requests/{request.id}/documents/income_proof"

    answer = await browser.post(address, files={"file": (name, content, "application/pdf")})

    assert answer.status_code == 422
    assert len(message_in(answer.text, language)) > 20
    assert 'type="file"' in answer.text


@pytest.mark.parametrize("name", [f"a{RLO}gpj.exe.jpg", f"a{NUL}.jpg", "../../../etc/passwd", "ا" * 120])
async def test_a_file_of_a_strange_name_is_kept_under_a_plain_one(client: Client, name: str) -> None:
    browser, request = await somebody_applying(client)
    address = f"/requests/{request.id}/documents"

    answer = await browser.post(f"{address}/income_proof", files={"file": (name, a_picture(), "image/jpeg")})

    assert answer.status_code == 303
    page = (await browser.get(address)).text
    assert "/files/" in page
    assert not {RLO, NUL} & set(page)
    assert "etc/passwd" not in page.replace("..", "")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_ten_thousand_letters_are_too_many_and_none_is_lost(client: Client, language: str) -> None:
    browser, request = await somebody_applying(client)
    address = f"{LANGUAGES[language]}/requests/{request.id}/questions/situation"
    typed = "قصة طويلة " * 1_000

    answer = await browser.post(address, {"situation": typed})

    assert answer.status_code == 422
    assert "2" in message_in(answer.text, language)
    assert typed.strip() in html.unescape(answer.text)


@pytest.mark.parametrize(("typed", "kept"), [("٥", 5), ("۷", 7), (" ١٢ ", 12), ("3", 3)])
async def test_numbers_may_be_typed_in_any_digits(client: Client, typed: str, kept: int) -> None:
    browser, request = await somebody_applying(client)

    answer = await browser.post(f"/requests/{request.id}/questions/household_size", {"household_size": typed})

    assert answer.status_code == 303
    assert int(str((await list_answers(request.id))["household_size"])) == kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["خمسة", "٥٫٥", "-1", "٩٩٩٩٩٩٩٩٩", "1e9", "0x10", "NaN", f"5{NUL}5{RLO}x"])
async def test_what_is_no_number_is_answered_and_stays_typed(
    client: Client, typed: str, language: str
) -> None:
    browser, request = await somebody_applying(client)
    address = f"{LANGUAGES[language]}/requests/{request.id}/questions/household_size"

    answer = await browser.post(address, {"household_size": typed})

    assert answer.status_code == 422
    message_in(answer.text, language)
    assert typed.replace(NUL, "").replace(RLO, "") in html.unescape(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_name_holds_neither_tricks_nor_nothing(client: Client, language: str) -> None:
    """What turns the text round or ends it is dropped; a name of nothing else is missing."""
    browser, _ = await somebody_applying(client)
    address = f"{LANGUAGES[language]}/my-file/details/name"
    names = {"father_name": "سالم", "grandfather_name": "عودة", "family_name": "البلوي"}

    refused = await browser.post(address, {"first_name": RLO + NUL, **names})
    taken = await browser.post(address, {"first_name": f"نو{RLO}ر{NUL}ة", **names})

    assert refused.status_code == 422
    message_in(refused.text, language)
    assert "البلوي" in refused.text
    assert taken.status_code < 500
    page = (await browser.get(f"{LANGUAGES[language]}/my-file/details")).text
    assert not {RLO, NUL} & set(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["٠٥٠٠٠٩٠٤١٧", "+966 50 009 0417", "00966500090417"])
async def test_a_mobile_may_be_typed_as_people_do(client: Client, address: str, language: str) -> None:
    await client.get("/register")

    answer = await client.post(f"{LANGUAGES[language]}/register", {"address": address})

    assert answer.status_code == 303
    assert "966500090417" in (await client.follow(answer)).text.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["", "abc", "050", "a@b", "٠٥٠٠", "x" * 10_000, f"{RLO}moc.elpmaxe@a"])
async def test_what_is_no_address_is_answered_in_words(client: Client, address: str, language: str) -> None:
    await client.get("/register")

    answer = await client.post(f"{LANGUAGES[language]}/register", {"address": address})

    assert answer.status_code == 422
    message_in(answer.text, language)


async def test_a_form_that_breaks_off_is_not_our_failure(client: Client) -> None:
    """A browser that sends the form anew drops the first sending half-way."""
    coming: list[dict[str, object]] = [
        {"type": "http.request", "body": b"address=050", "more_body": True},
        {"type": "http.disconnect"},
    ]
    went: list[dict[str, object]] = []
    headers = {**SAME_ORIGIN, "host": "wethaq.test", "content-type": "application/x-www-form-urlencoded"}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": "/register",
        "raw_path": b"/register",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("wethaq.test", 443),
    }

    async def receive() -> dict[str, object]:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        went.append(message)

    await client.app(scope, receive, send)

    assert [message["status"] for message in went if "status" in message] == [400]
