"""The headers are exact on every kind of answer, whatever produced it."""

from collections.abc import AsyncIterator

import pytest
from litestar import Request, Response, get, post
from litestar.params import FromPath
from pydantic import BaseModel

from tests.client import SAME_ORIGIN, Client
from wethaq.platform.errors import InvalidInputError, RefusedError, TooManyTriesError
from wethaq.platform.web.application import MAX_BODY_BYTES, create_app
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.headers import CONTENT_SECURITY_POLICY, HEADERS
from wethaq.platform.web.rendering import page, redirect


class OneNumber(BaseModel):
    number: int


@get("/fine", opt=PUBLIC)
async def fine() -> Response[str]:
    return page("errors/error.html", error_status=404, message="")


@get("/number/{number:int}", opt=PUBLIC)
async def numbered(number: FromPath[int]) -> str:
    return str(number)


@post("/form", opt=PUBLIC)
async def form(request: Request) -> Response[str]:
    try:
        await read_form(request, OneNumber)
    except InvalidInputError as error:
        return page("errors/error.html", status=422, error_status=422, message=error.errors["number"])
    return redirect("/fine")  # type: ignore[return-value]


@get("/refused", opt=PUBLIC)
async def refused() -> None:
    raise RefusedError


@get("/too-often", opt=PUBLIC)
async def too_often() -> None:
    raise TooManyTriesError(minutes=3)


@get("/broken", opt=PUBLIC)
async def broken() -> None:
    raise ZeroDivisionError("Noura's secret")


@get("/private", opt=SIGNED_IN)
async def private() -> str:
    return "private"


@get("/undeclared")
async def undeclared() -> str:
    return "open by mistake"


@pytest.fixture
async def site() -> AsyncIterator[Client]:
    handlers = [fine, numbered, form, refused, too_often, broken, private, undeclared]
    async with Client(create_app(handlers)) as browser:
        yield browser


async def _answers(site: Client) -> dict[int, object]:
    big = {"number": "9" * (MAX_BODY_BYTES + 1)}
    return {
        200: await site.get("/fine"),
        303: await site.post("/form", {"number": "3"}),
        400: await site.http.post(
            "/form", content=b"--x", headers={**SAME_ORIGIN, "content-type": "multipart/form-data"}
        ),
        403: await site.http.post("/form", data={"number": "3"}, headers={"origin": "https://evil.example"}),
        404: await site.get("/nowhere"),
        405: await site.post("/fine"),
        409: await site.get("/refused"),
        413: await site.post("/form", big),
        422: await site.post("/form", {"number": "many"}),
        429: await site.get("/too-often"),
        500: await site.get("/broken"),
    }


async def test_every_status_carries_the_exact_headers(site: Client) -> None:
    for status, response in (await _answers(site)).items():
        assert response.status_code == status  # type: ignore[attr-defined]
        for name, value in HEADERS.items():
            assert response.headers[name] == value, (status, name)  # type: ignore[attr-defined]
        assert response.headers.get_list("content-security-policy") == [CONTENT_SECURITY_POLICY]  # type: ignore[attr-defined]
        assert response.headers["cache-control"] == "no-store"  # type: ignore[attr-defined]
        assert "set-cookie" not in response.headers  # type: ignore[attr-defined]


async def test_a_failure_tells_nothing_of_itself(site: Client, capsys: pytest.CaptureFixture[str]) -> None:
    response = await site.get("/broken")
    assert "Noura" not in response.text
    assert "ZeroDivision" not in response.text
    written = "".join(capsys.readouterr())
    assert "Noura" not in written
    assert "ZeroDivisionError" in written


async def test_a_route_that_declares_no_audience_is_closed(site: Client) -> None:
    response = await site.get("/undeclared")
    assert response.status_code == 303
    assert response.headers["location"].startswith("/sign-in")


async def test_a_private_page_asks_for_a_sign_in_and_remembers_the_way(site: Client) -> None:
    response = await site.get("/en/private")
    assert response.headers["location"] == "/en/sign-in?next=%2Fprivate"


async def test_a_number_that_is_none_gets_a_page_of_ours(site: Client) -> None:
    response = await site.get("/number/many")
    assert response.status_code in {400, 404}
    assert "<html" in response.text


async def test_the_error_is_in_the_readers_language(site: Client) -> None:
    arabic = await site.post("/form", {"number": "many"})
    english = await site.post("/en/form", {"number": "many"})
    assert "whole number" in english.text
    assert "whole number" not in arabic.text
