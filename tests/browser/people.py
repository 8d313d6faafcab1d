"""The people of the demonstration at their browsers: signing in as they do."""

import time

import pyotp
from playwright.sync_api import Page

from wethaq.counseling.demo.cast import COUNSELORS
from wethaq.platform.demo.cast import BENEFICIARY, CHAIR, MANAGER, OFFICER, PASSWORD, TOTP_SECRET, a_mobile
from wethaq.platform.security.totp import STEP_SECONDS

A_BENEFICIARY = a_mobile(BENEFICIARY)
AN_OFFICER = OFFICER.email
THE_CHAIR = CHAIR.email
A_MANAGER = MANAGER.email
A_COUNSELOR = COUNSELORS[0].role.email

_last_step: dict[str, int] = {}


def sign_in(page: Page, address: str, prefix: str = "") -> None:
    """Sign in by password, and by a code where the second step is asked for; `prefix` is "/en" for English."""
    page.goto(f"{prefix}/sign-in")
    page.fill("#address", address)
    page.fill("#password", PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    if page.locator("#code").count():
        page.fill("#code", _fresh_code(address))
        page.locator("main form button[type=submit]").click()
        page.wait_for_load_state()
    assert "/sign-in" not in page.url, page.locator("main").inner_text()


def _fresh_code(address: str) -> str:
    """Give a code that this account has not used: the site takes each step once, and may be one step ahead."""
    step = max(_current_step(), _last_step.get(address, 0) + 1)
    while step > _current_step() + 1:
        time.sleep(0.5)
    _last_step[address] = step
    return pyotp.TOTP(TOTP_SECRET).at(step * STEP_SECONDS)


def _current_step() -> int:
    return int(time.time()) // STEP_SECONDS
