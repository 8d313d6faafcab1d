"""Naughty strings in every form: a clear answer each time, never a broken page (design/security.md, Proof)."""

import re
from html.parser import HTMLParser
from urllib.parse import quote_plus

import httpx
import pytest

from tests.client import BASE_URL, SAME_ORIGIN, Client
from tests.site.busy_appointments import appointments_in
from tests.site.busy_counseling import counseling_in
from tests.site.busy_doors import people_at_the_doors
from tests.site.busy_house import BusyHouse, a_busy_house
from tests.site.busy_matchmakers import matchmakers_in
from tests.site.busy_profiles import profiles_in
from tests.site.busy_proposals import proposals_in
from tests.site.found_forms import Field, FoundForm, Values, find_forms, forms_on
from tests.site.naughty_strings import (
    MARK,
    PRODUCT,
    Naughty,
    a_few_naughty_strings,
    all_naughty_strings,
    strings_a_database_minds,
)
from tests.site.routes import ROUTES, Route
from tests.site.undoing import undone
from wethaq.platform.database.engine import IS_SQLITE
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message

POST_ROUTES = [route for route in ROUTES if route.method == "POST"]
WAYS = 3
ONE_FIELD = 2
PARTS = 4
"""The proof comes in parts, so that processes can share it."""
USUAL = (
    "code",
    "choice",
    "reasons",
    "reason",
    "explanation",
    "comment",
    "satisfaction",
    "outcome",
    "account_id",
)
_MAY_LIVE = re.compile(rf"""{MARK}|[\s"'/]on""", re.IGNORECASE)
Found = list[tuple[Client, FoundForm]]


class _LifeOfItsOwn(HTMLParser):
    """Finds our mark where it became an element or an attribute instead of words."""

    came_to_life = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {tag, *(name for name, _ in attrs)}
        self.came_to_life |= MARK in names or any(name.startswith("on") for name, _ in attrs)


@pytest.fixture
async def house(client: Client) -> BusyHouse:
    house = await a_busy_house(client)
    await people_at_the_doors(client, house)
    await counseling_in(client, house)
    await appointments_in(client, house)
    await profiles_in(client, house)
    await proposals_in(client, house)
    await matchmakers_in(client, house)
    return house


async def _found(house: BusyHouse) -> Found:
    """Return each form once, with somebody who was shown it."""
    found: dict[tuple[str, frozenset[str]], tuple[Client, FoundForm]] = {}
    for name, browser in house.browsers.items():
        for form in await find_forms(browser, house.starts[name]):
            found.setdefault(form.key, (browser, form))
    for browser, page in house.answered:
        for form in forms_on(page):
            found.setdefault(form.key, (browser, form))
    return list(found.values())


def _ways_of(route_path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(route_path)))


def _body(values: Values) -> bytes:
    """Encode as a browser does, but let broken letters through as they are."""
    pairs = [(name, value) for name, sent in values.items() for value in sent]
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


async def _send(browser: Client, form: FoundForm, values: Values) -> httpx.Response:
    token: Values = {"csrf_token": [browser.token]}
    if form.is_multipart:
        fields = {name: _bytes(sent[0]) for name, sent in (values | token).items() if name != "file"}
        name = _bytes(values.get("file", [""])[0])[:200].decode("utf-8", "replace")
        upload = {"file": (name or "x", b"%PDF-1.7 " + _bytes(values.get("file", [""])[0]))}
        return await browser.http.post(form.action, data=fields, files=upload, headers=SAME_ORIGIN)
    headers = {**SAME_ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    return await browser.http.post(form.action, content=_body(values | token), headers=headers)


def _bytes(value: Naughty) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "replace")


async def _complaints(answer: httpx.Response, naughty: Naughty) -> list[str]:
    """List what is wrong with an answer, whatever was sent."""
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    if any(MARK in name.lower() or MARK in value.lower() for name, value in _headers(answer)):
        wrong.append("a header was injected")
    if answer.headers.get("content-type", "").startswith("text/html"):
        wrong += ["markup came to life"] if _comes_to_life(answer.text) else []
        wrong += ["it was calculated"] if PRODUCT in answer.text else []
    if not answer.is_error and isinstance(naughty, str) and not {"\r", "\n"}.isdisjoint(naughty):
        wrong += await _broken_subjects()
    return wrong


def _comes_to_life(page: str) -> bool:
    """Read the markup where it could have; most pages hold neither the mark nor anything that begins with "on"."""
    if not _MAY_LIVE.search(page):
        return False
    reader = _LifeOfItsOwn()
    reader.feed(page)
    return reader.came_to_life


def _headers(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers.items() if name.lower() != "location"]


async def _broken_subjects() -> list[str]:
    rows = await Message.select().order_by(Message.created_at, ascending=False).limit(3)
    subjects = [open_row(Message, row)["subject"] or "" for row in rows]
    return [f"a subject of two lines: {subject!r}" for subject in subjects if len(subject.splitlines()) > 1]


async def _try(browser: Client, form: FoundForm, naughty: Naughty, way: int) -> list[str]:
    """Send one string, look at the page it leads to, and let nothing of it have happened."""
    cookies = httpx.Cookies(browser.http.cookies)
    try:
        async with undone():
            answer = await _send(browser, form, form.filled(naughty, way))
            complaints = await _complaints(answer, naughty)
            if answer.has_redirect_location:
                shown = await browser.http.get(answer.headers["location"])
                complaints += [f"shown: {each}" for each in await _complaints(shown, naughty)]
    finally:
        browser.http.cookies = cookies
    return [f"{form.pattern} ({way}) {naughty[:60]!r}: {complaint}" for complaint in complaints]


async def _try_all(found: Found, strings: list[Naughty], share: int) -> list[str]:
    """Send each form its share of the strings, everywhere, in all typed fields, or in one, by turns."""
    wrong = []
    for place, (browser, form) in enumerate(found):
        for number, naughty in enumerate(strings[place % share :: share]):
            turn = (number + place) % WAYS
            wrong += await _try(browser, form, naughty, turn + number // WAYS if turn == ONE_FIELD else turn)
    return wrong


async def test_a_few_strings_break_no_form(house: BusyHouse) -> None:
    assert await _try_all(await _shown_and_unseen(house), a_few_naughty_strings(), share=8) == []


@pytest.mark.proof
@pytest.mark.parametrize("part", range(PARTS))
async def test_no_string_breaks_any_form(house: BusyHouse, part: int) -> None:
    forms = (await _shown_and_unseen(house))[part::PARTS]
    strings = all_naughty_strings() if IS_SQLITE else strings_a_database_minds()
    assert await _try_all(forms, strings, share=1) == []


async def _shown_and_unseen(house: BusyHouse) -> Found:
    """Return every form that somebody was shown, and a guess at those of the few other routes."""
    found = await _found(house)
    missed = _routes_missed_by(found)
    assert len(missed) < len(POST_ROUTES) / 10, "\n".join(map(str, missed))
    officer, family = house.browsers["officer"], house.browsers["/requests"]
    return [*found, *((browser, _a_guess(route)) for route in missed for browser in (officer, family))]


def _routes_missed_by(found: Found) -> list[Route]:
    patterns = {form.pattern for _, form in found}
    return [
        route for route in POST_ROUTES if not any(_ways_of(route.path).fullmatch(each) for each in patterns)
    ]


def _a_guess(route: Route) -> FoundForm:
    """A form that nobody was shown, with fields of the usual names."""
    return FoundForm(f"{BASE_URL}{route.address({})}", fields={name: Field(name, "text") for name in USUAL})
