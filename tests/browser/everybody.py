"""Everybody who sees pages of their own, each in a window of their own, and the walk that each took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import applicant
from tests.browser.forms import send
from tests.browser.people import (
    A_BENEFICIARY,
    A_MANAGER,
    AN_OFFICER,
    THE_CHAIR,
    sign_in,
)
from tests.browser.post import code_in, newest_message
from tests.browser.site import Site
from tests.browser.walks import GET_ROUTES, Walk, walk
from tests.browser.windows import open_window
from wethaq.platform.demo.cast import (
    ADMINISTRATOR,
    CALL_CENTRE,
    MEMBERS,
    PASSWORD,
    RESEARCHER,
    VOLUNTEER,
    a_mobile,
    a_national_id,
)
from wethaq.platform.demo.plans import PLANS, Turn

STRANGER, NEWCOMER, CANDIDATE = "a stranger", "somebody opening an account", "somebody applying"
FORGETFUL, BY_CODE, HALF_IN = (
    "who forgot the password",
    "who signs in by code",
    "staff before the second step",
)


def _beneficiary(turn: Turn) -> str:
    return a_mobile(next(plan.person for plan in PLANS if plan.turn is turn))


SIGNED_IN = (
    A_BENEFICIARY,
    _beneficiary(Turn.STAYS_DRAFT),
    _beneficiary(Turn.IS_APPEALED),
    a_mobile(55),
    AN_OFFICER,
    CALL_CENTRE.email,
    VOLUNTEER.email,
    RESEARCHER.email,
    A_MANAGER,
    ADMINISTRATOR.email,
    THE_CHAIR,
    MEMBERS[0].email,
)
AT_THE_DOOR = {
    FORGETFUL: ("/password-reset", {"address": A_BENEFICIARY}),
    BY_CODE: ("/sign-in/code", {"address": A_BENEFICIARY}),
    HALF_IN: ("/sign-in", {"address": ADMINISTRATOR.email, "password": PASSWORD}),
}
"""Who has sent a first form and not yet the second one."""
PEOPLE = (STRANGER, *AT_THE_DOOR, NEWCOMER, CANDIDATE, *SIGNED_IN)
PUBLIC_STARTS = [
    route.path for route in GET_ROUTES if route.audience and route.audience.is_public and not route.parameters
]


@dataclass
class Everybody:
    """Opens windows and takes walks when they are first asked for."""

    site: Site
    chromium: Browser
    windows: dict[str, BrowserContext] = field(default_factory=dict)
    walks: dict[str, Walk] = field(default_factory=dict)

    def window(self, person: str) -> BrowserContext:
        if person not in self.windows:
            self.walk(person)
        return self.windows[person]

    def walk(self, person: str) -> Walk:
        if person not in self.walks:
            self.windows[person] = open_window(self.chromium, base_url=self.site.address)
            self.walks[person] = walk(self.windows[person], self._starts(person))
        return self.walks[person]

    def _starts(self, person: str) -> list[str]:
        if person == STRANGER:
            return PUBLIC_STARTS
        page = self.windows[person].new_page()
        if person in AT_THE_DOOR:
            path, typed = AT_THE_DOOR[person]
            page.goto(path)
            send(page, **typed)
        elif person in SIGNED_IN:
            sign_in(page, person)
        else:
            return _begin(page, is_applying=person == CANDIDATE)
        return [page.url.removeprefix(self.site.address), "/"]


def _begin(page: Page, *, is_applying: bool) -> list[str]:
    """Stop just before the account is opened, or before the request is signed."""
    serial = next(applicant.SERIALS)
    applicant.ask_for_code(page, a_mobile(serial))
    code, national_id = code_in(newest_message(page, a_mobile(serial))), a_national_id(serial)
    if not is_applying:
        applicant.tell_about_oneself(page, code, national_id=national_id)
        return _REGISTRATION
    applicant.open_account(page, code, national_id=national_id)
    applicant.begin_request(page)
    applicant.answer_questions(page)
    return [applicant.request_address(page) + "/tasks", "/account/step-up"]


_REGISTRATION = ["/register/code", *(f"/register/{step}" for step in (
    "name", "birth-date", "sex", "identity", "home", "earlier-file", "claim", "password", "check", "guardian"
))]  # fmt: skip


@contextmanager
def everybody_at(site: Site, chromium: Browser) -> Iterator[Everybody]:
    people = Everybody(site, chromium)
    try:
        yield people
    finally:
        for window in people.windows.values():
            window.close()
