"""What HTMX is told: a part instead of a page, and an error in the place that each page keeps for it."""

import pytest

from tests.client import BASE_URL, Client
from wethaq.platform.web.language_prefix import LanguagePrefix
from wethaq.platform.web.parked import form_page
from wethaq.platform.web.rendering import go_on
from wethaq.platform.web.sent_form import SiteRequest
from wethaq.platform.web.visit import current_visit

HTMX = {"hx-request": "true"}


def a_request(**headers: str) -> SiteRequest:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return SiteRequest({"type": "http", "method": "POST", "headers": pairs, "path": "/", "query_string": b""})  # type: ignore[typeddict-item, arg-type]


async def test_an_error_is_a_page_for_people_and_a_few_words_for_htmx(client: Client) -> None:
    page = await client.get("/nothing-here")
    part = await client.get("/nothing-here", headers=HTMX)

    assert (page.status_code, part.status_code) == (404, 404)
    assert "<html" in page.text
    assert "hx-retarget" not in page.headers
    assert "<html" not in part.text
    assert part.headers["hx-retarget"] == "#notice"
    assert 'id="notice"' in page.text


def test_the_way_back_through_the_history_wants_the_whole_page() -> None:
    assert a_request(hx_request="true").wants_part
    assert not a_request(hx_request="true", hx_history_restore_request="true").wants_part
    assert not a_request().wants_part


def test_htmx_goes_on_by_a_header_and_a_plain_form_by_a_303() -> None:
    assert go_on(a_request(hx_request="true"), "/desk").headers["HX-Redirect"] == "/desk"
    plain = go_on(a_request(), "/desk")
    assert plain.status_code == 303


@pytest.mark.parametrize(
    ("asked_from", "page"),
    [
        (f"{BASE_URL}/en/desk?page=2", "/desk?page=2"),
        (f"{BASE_URL}/desk", "/desk"),
        ("http://[", "/desk/part"),
    ],
)
async def test_a_form_in_a_part_belongs_to_the_page_that_asked(asked_from: str, page: str) -> None:
    seen = []

    async def inner(*_: object) -> None:
        seen.append(form_page())

    site = LanguagePrefix.__new__(LanguagePrefix)
    site._logged = inner  # type: ignore[assignment]
    headers = [(b"hx-request", b"true"), (b"hx-current-url", asked_from.encode())]
    scope = {"type": "http", "path": "/desk/part", "query_string": b"", "headers": headers}
    await site(scope, None, None)  # type: ignore[arg-type]

    assert seen == [page]
    assert current_visit().path == "/desk/part"
