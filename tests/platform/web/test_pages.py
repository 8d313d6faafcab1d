"""What every answer of the site has, whatever page it is."""

import pytest

from tests.client import Client
from wethaq.platform.web.headers import HEADERS
from wethaq.platform.web.links import safe_next, url
from wethaq.platform.web.visit import Visit, set_visit


async def test_an_unknown_address_gets_a_friendly_page_with_every_header(client: Client) -> None:
    response = await client.get("/no-such-page")
    assert response.status_code == 404
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["cache-control"] == "no-store"
    assert 'lang="ar"' in response.text
    assert "set-cookie" not in response.headers


async def test_the_prefix_alone_chooses_english(client: Client) -> None:
    assert 'lang="en"' in (await client.get("/en/no-such-page")).text


@pytest.mark.parametrize("sender", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
async def test_a_form_from_another_site_is_refused(client: Client, sender: dict[str, str]) -> None:
    response = await client.http.post("/no-such-page", headers=sender)
    assert response.status_code == 403


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_redirect_never_leaves_the_site(target: str) -> None:
    assert safe_next(target, "/file") == "/file"


def test_links_keep_the_readers_language() -> None:
    set_visit(Visit(language="en"))
    assert url("/") == "/en"
    assert url("/services") == "/en/services"
    set_visit(Visit(language="ar"))
    assert url("/services") == "/services"
