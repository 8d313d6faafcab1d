"""A site and a browser for the whole run; a fresh window for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.everybody import Everybody, everybody_at
from tests.browser.post import MailServer, listening_mail_server
from tests.browser.site import Site, running_site
from tests.browser.windows import Complaints, open_window, running_chromium

OpenPage = Callable[..., Page]
WALKS = ("test_every_link.py", "test_every_page.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process take the walks, which build on each other, and another the rest; each has a site of its own."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            group = "walks" if item.path.name in WALKS else "ways"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    with listening_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def site(mail_server: MailServer) -> Iterator[Site]:
    """The demonstration, whose mail really goes out; the mailbox shows it as well."""
    with running_site(**mail_server.settings) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def everybody(site: Site, chromium: Browser) -> Iterator[Everybody]:
    with everybody_at(site, chromium) as people:
        yield people


@pytest.fixture
def complaints() -> Complaints:
    """What the pages of this test complained of; ask it at the end."""
    return Complaints()


@pytest.fixture
def open_page(site: Site, chromium: Browser, complaints: Complaints) -> Iterator[OpenPage]:
    """Open a window of a person of their own; arguments as `open_window` takes them."""
    windows = []

    def open_one(**wishes: object) -> Page:
        window = open_window(chromium, base_url=site.address, **wishes)  # type: ignore[arg-type]
        windows.append(window)
        page = window.new_page()
        complaints.watch(page, site.address)
        return page

    yield open_one
    for window in windows:
        window.close()
