"""Everybody who sees pages of their own, each in a window of their own, and the walk that each took."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext

from tests.browser.counseling_errands import COUNSELING_ERRANDS
from tests.browser.errands import ERRANDS as FIRST_ERRANDS
from tests.browser.people import A_BENEFICIARY, A_MANAGER, AN_OFFICER, THE_CHAIR, sign_in
from tests.browser.site import Site
from tests.browser.walks import GET_ROUTES, Walk, guess, is_public, walk
from tests.browser.windows import open_window
from wethaq.matching.demo.cast import A_GUARDIAN, FEMALE_MATCHMAKER, MALE_MATCHMAKER, WITH_LOGIN
from wethaq.platform.demo.cast import (
    ADMINISTRATOR,
    CALL_CENTRE,
    MEMBERS,
    RESEARCHER,
    VOLUNTEER,
    a_mobile,
)
from wethaq.platform.demo.plans import MAY_APPEAL, PLANS, Turn

STRANGER = "a stranger"
ERRANDS = {**FIRST_ERRANDS, **COUNSELING_ERRANDS}


def _beneficiary(turn: Turn) -> str:
    return a_mobile(next(plan.person for plan in PLANS if plan.turn is turn))


SIGNED_IN = (
    A_BENEFICIARY,
    _beneficiary(Turn.STAYS_DRAFT),
    _beneficiary(Turn.IS_APPEALED),
    a_mobile(MAY_APPEAL),
    a_mobile(55),
    *map(a_mobile, (*WITH_LOGIN, A_GUARDIAN)),
    FEMALE_MATCHMAKER.email,
    MALE_MATCHMAKER.email,
    AN_OFFICER,
    CALL_CENTRE.email,
    VOLUNTEER.email,
    RESEARCHER.email,
    A_MANAGER,
    ADMINISTRATOR.email,
    THE_CHAIR,
    MEMBERS[0].email,
)
PEOPLE = (STRANGER, *ERRANDS, *SIGNED_IN)
LOOKS_ENOUGH = 3
"""A public page that so many have opened is passed by: it differs by little but the name at the top."""
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
    looks: Counter[str] = field(default_factory=Counter)

    def window(self, person: str) -> BrowserContext:
        if person not in self.windows:
            self.walk(person)
        return self.windows[person]

    def walk(self, person: str) -> Walk:
        if person not in self.walks:
            self.windows[person] = open_window(self.chromium, base_url=self.site.address)
            passed_by = [path for path, looks in self.looks.items() if looks >= LOOKS_ENOUGH]
            self.walks[person] = walk(self.windows[person], self._starts(person), passed_by)
            self.looks.update(path for path in self.walks[person].visited if is_public(path))
        return self.walks[person]

    def find(self, route: str) -> tuple[str, str] | None:
        """Return somebody who sees a page of a route, and its address; by links if there are any."""
        return self._find_met(route) or self._find_guessed(route)

    def _find_met(self, route: str) -> tuple[str, str] | None:
        for person in PEOPLE:
            if address := self.walk(person).pages_by_route().get(route):
                return person, address
        return None

    def _find_guessed(self, route: str) -> tuple[str, str] | None:
        for person in PEOPLE:
            guess(self.walks[person], self.windows[person])
            if address := self.walks[person].pages_by_route().get(route):
                return person, address
        return None

    def _starts(self, person: str) -> list[str]:
        if person == STRANGER:
            return PUBLIC_STARTS
        page = self.windows[person].new_page()
        if person in ERRANDS:
            return ERRANDS[person](page)
        sign_in(page, person)
        return [page.url.removeprefix(self.site.address), "/"]


@contextmanager
def everybody_at(site: Site, chromium: Browser) -> Iterator[Everybody]:
    people = Everybody(site, chromium)
    try:
        yield people
    finally:
        for window in people.windows.values():
            window.close()
