"""Who attacks: a visitor, a beneficiary and an officer, each with a session, and what each was shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import pyotp

from tests.client import Client
from tests.site.found_forms import FoundForm, find_forms
from tests.site.routes import ROUTES
from wethaq.platform.demo.cast import BENEFICIARY, OFFICER, PASSWORD, TOTP_SECRET, a_mobile

LEFT_ALONE = re.compile(
    r"/sign-out|/ending$|/account/(password|second-step|recovery-codes|step-up)|/deactivation|/invitation|/roles$"
)
"""What would end the intruder's own session, or anybody's account, and with it the attack."""
STARTS = (
    "/",
    "/my-file",
    "/account",
    "/requests",
    "/desk",
    "/desk/people",
    "/desk/messages",
    "/desk/documents",
)


@dataclass
class Intruder:
    """Somebody at a running site: the headers that make them who they are, and what they found."""

    name: str
    site: str
    headers: dict[str, str] = field(default_factory=dict)
    forms: list[FoundForm] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[str, set[str]]:
        """Return what real addresses hold in the places of parameters."""
        found: dict[str, set[str]] = {}
        for path in [*self.addresses, *(form.action for form in self.forms)]:
            for name, value in _parameters_of(urlsplit(path).path):
                found.setdefault(name, set()).add(value)
        return found

    def is_still_in(self) -> bool:
        """Tell whether the session outlived the attack; without it the attack was a stranger's."""
        page = httpx.get(f"{self.site}/account", headers=self.headers)
        return page.status_code == (303 if self.name == "visitor" else 200)


class _Browser(Client):
    """The tests' browser on a real site, which remembers where it was."""

    def __init__(self, site: str) -> None:
        super().__init__(None)
        self.http = httpx.AsyncClient(base_url=site, timeout=30)
        self.seen: list[str] = []

    async def get(self, path: str, **kwargs: object) -> httpx.Response:
        self.seen.append(path)
        return await super().get(path, **kwargs)


async def intruders_at(site: str) -> list[Intruder]:
    """Let everybody in, and look round as each of them."""
    return [
        await _look_round("visitor", site, ""),
        await _look_round("beneficiary", site, a_mobile(BENEFICIARY)),
        await _look_round("officer", site, OFFICER.email),
    ]


async def _look_round(name: str, site: str, address: str) -> Intruder:
    async with _Browser(site) as browser:
        if address:
            await _sign_in(browser, address)
        forms = await find_forms(browser, STARTS)
        cookies = "; ".join(f"{key}={value}" for key, value in browser.http.cookies.items())
        headers = {"sec-fetch-site": "same-origin", "x-csrf-token": browser.token, "cookie": cookies}
        kept = [form for form in forms if not LEFT_ALONE.search(urlsplit(form.action).path)]
        return Intruder(
            name, site, {key: value for key, value in headers.items() if value}, kept, browser.seen
        )


async def _sign_in(browser: Client, address: str) -> None:
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", {"address": address, "password": PASSWORD})
    if "/sign-in" in answer.headers.get("location", ""):
        await browser.follow(answer)
        answer = await browser.post("/sign-in/second-factor", {"code": pyotp.TOTP(TOTP_SECRET).now()})
    assert answer.status_code == 303, answer.text
    await browser.get("/account")
    assert browser.token


def named_route(path: str) -> str:
    """Return the route of an address that ends in a name (not an id), or nothing."""
    names = (route.path for route in ROUTES if route.path.endswith(":str}"))
    return next((name for name in names if _pattern(name).fullmatch(path)), "")


def _parameters_of(path: str) -> Iterator[tuple[str, str]]:
    for route in ROUTES:
        if route.parameters and (found := _pattern(route.path).fullmatch(path)):
            yield from found.groupdict().items()


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)(?::\w+)?\}", r"(?P<\1>[^/]+)", path))
