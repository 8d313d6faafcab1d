import io
import json
import logging
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar, get
from litestar.params import FromPath

from tests.client import BASE_URL
from wethaq.platform.actors import ANONYMOUS, Actor
from wethaq.platform.security.access_log import access_log, pseudonym
from wethaq.platform.security.logging import configure_logging
from wethaq.platform.security.redaction import STRUCK_OUT, redact, redact_fields
from wethaq.platform.security.tokens import new_token

PLANTED = [
    "سارة بنت محمد الحويطي",
    "1012345672",
    "+966501234567",
    "050 123 4567",
    "٠٥٠١٢٣٤٥٦٧",
    "sara.h@example.com",
    "192.0.2.77",
    new_token(),
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging("INFO", stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("secret", PLANTED, ids=[f"secret-{number}" for number in range(len(PLANTED))])
def test_no_secret_reaches_the_log_by_any_way(log: io.StringIO, secret: str) -> None:
    logger = structlog.get_logger("wethaq.test")
    sentence = f"said {secret} aloud"
    logger.info(sentence, value=secret, nested={"deep": [secret]}, mobile=secret)
    logging.getLogger("library").warning("found %s", secret)
    try:
        raise ValueError(f"can't read {secret}") from KeyError(secret)
    except ValueError:
        logger.exception("failed", value=secret)
        logging.getLogger("library").exception("failed")
    assert len(lines(log)) == 4
    assert secret not in log.getvalue()


def test_a_library_never_tells_what_it_does_with_our_values(log: io.StringIO) -> None:
    """Asked for everything, the driver of the database would quote each statement with its values."""
    configure_logging("DEBUG", log)
    logging.getLogger("aiosqlite").debug("executing INSERT with %s", ["a planted value"])
    structlog.get_logger("wethaq.test").debug("our own")
    assert [line["event"] for line in lines(log)] == ["our own"]


@pytest.mark.parametrize(
    "key", ["password", "new_password", "csrf-token", "first_name", "Authorization", "note"]
)
def test_what_stands_under_a_telling_key_is_struck_out_whatever_it_looks_like(key: str) -> None:
    assert redact_fields({key: "harmless"}) == {key: STRUCK_OUT}
    assert redact_fields({"outer": {key: 7}}) == {"outer": {key: STRUCK_OUT}}


def test_what_tells_nothing_of_a_person_stays_readable() -> None:
    harmless = {
        "status": "accepted",
        "request": str(uuid4()),
        "number": "W-1448-000123",
        "at": "2026-11-22T09:00:00+00:00",
        "on": "2026-11-22",
        "count": 12_345_678,
        "is_late": False,
        "reviewer": None,
    }
    assert redact_fields(harmless) == harmless


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    assert redact(redact(text)) == redact(text)


def test_an_error_is_logged_as_a_place_in_the_code(log: io.StringIO) -> None:
    try:
        int("0501234567x")
    except ValueError:
        structlog.get_logger("wethaq.test").exception("failed")
    [line] = lines(log)
    assert line["exception"].startswith("ValueError at ")
    assert "test_logging.py:" in line["exception"]


async def test_a_request_is_logged_by_its_route_and_never_by_its_path(
    log: io.StringIO, database: None
) -> None:
    @get("/people/{person_id:uuid}")
    async def person(person_id: FromPath[UUID]) -> str:
        structlog.get_logger("wethaq.test").info("inside")
        return "ok"

    app = access_log(Litestar([person], openapi_config=None, logging_config=None))
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    person_id = str(uuid4())
    async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
        found = await client.get(f"/people/{person_id}?q=0501234567")
        await client.get(f"/nowhere/{person_id}")
    inside, first, second = [line for line in lines(log) if line["logger"].startswith("wethaq.")]
    assert (first["method"], first["route"], first["status"]) == ("GET", "/people/{person_id}", 200)
    assert (second["route"], second["status"]) == ("(none)", 404)
    assert inside["request_id"] == first["request_id"] == found.headers["x-request-id"]
    assert first["request_id"] != second["request_id"]
    assert person_id not in log.getvalue()
    assert "0501234567" not in log.getvalue()


def test_a_user_has_a_pseudonym_for_a_day(database: None) -> None:
    actor = Actor(account_id=uuid4())
    today, tomorrow = date(2026, 11, 22), date(2026, 11, 23)
    assert pseudonym(actor, today) == pseudonym(actor, today) != pseudonym(actor, tomorrow)
    assert pseudonym(actor, today) not in str(actor.account_id)
    assert pseudonym(ANONYMOUS, today) == "-"
