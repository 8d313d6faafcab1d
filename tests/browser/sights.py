"""The pages that there are to see, each as the person sees it whose page it is."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.people import A_BENEFICIARY, A_COUNSELOR, A_MANAGER, AN_OFFICER, THE_CHAIR

LANGUAGES = {"ar": "", "en": "/en"}


@dataclass(frozen=True)
class Sight:
    """A page to draw: its address, or the first link of a kind that is found there."""

    name: str
    path: str
    link: str | None = None


STRANGER: str | None = None
SIGHTS: dict[str | None, tuple[Sight, ...]] = {
    STRANGER: (
        Sight("home", "/"),
        Sight("services", "/services"),
        Sight("service", "/services/support"),
        Sight("privacy", "/privacy"),
        Sight("policy", "/policy"),
        Sight("accessibility", "/accessibility"),
        Sight("contact", "/contact"),
        Sight("tracking", "/requests/tracking"),
        Sight("check-letter", "/check"),
        Sight("publications", "/publications"),
        Sight("sign-in", "/sign-in"),
        Sight("register", "/register"),
        Sight("counseling", "/counseling"),
        Sight("counseling-safety", "/counseling/safety?about=2"),
        Sight("group-sessions", "/counseling/groups"),
        Sight("mailbox", "/demo/mailbox"),
        Sight("not-found", "/there-is-nothing-here"),
    ),
    A_BENEFICIARY: (
        Sight("my-file", "/my-file"),
        Sight("my-details", "/my-file/details"),
        Sight("my-requests", "/requests"),
        Sight("my-request", "/requests", "main a[href*='/requests/']:not([href*='/new'])"),
        Sight("apply", "/requests/new/support/responsibilities"),
        Sight("my-appointments", "/counseling/appointments"),
        Sight("my-appointment", "/counseling/appointments", "main a[href*='/counseling/appointments/']"),
        Sight("earlier-time", "/my-file", "main a[href*='/waitlist/offers/']"),
    ),
    AN_OFFICER: (
        Sight("desk", "/desk"),
        Sight("desk-request", "/desk", "main a[href*='/desk/requests/']"),
        Sight("desk-people", "/desk/people"),
        Sight("desk-new-person", "/desk/people/new"),
        Sight("desk-documents", "/desk/documents"),
        Sight("counseling-queue", "/desk/counseling/queue"),
        Sight("counseling-bookings", "/desk/counseling/bookings"),
        Sight("counseling-groups", "/desk/counseling/groups"),
    ),
    A_COUNSELOR: (
        Sight("counselor-day", "/desk/counseling"),
        Sight("counselor-week", "/desk/counseling/week"),
        Sight("counselor-cases", "/desk/counseling/cases"),
        Sight("counselor-case", "/desk/counseling/cases", "main a[href*='/desk/counseling/cases/']"),
        Sight("counselor-calendars", "/desk/counseling/calendars"),
    ),
    THE_CHAIR: (
        Sight("committee", "/committee"),
        Sight("meeting", "/committee", "main a[href*='/committee/meetings/']:not([href$='/new'])"),
    ),
    A_MANAGER: (
        Sight("satisfaction", "/desk/feedback"),
        Sight("counseling-plans", "/desk/counseling/plans"),
        Sight("counseling-counselors", "/desk/counseling/counselors"),
        Sight("counseling-rooms", "/desk/counseling/rooms"),
        Sight("counseling-seasons", "/desk/counseling/seasons"),
        Sight("counseling-services", "/desk/counseling/services"),
        Sight("counseling-figures", "/desk/counseling/figures"),
    ),
}


def go_to(page: Page, sight: Sight, prefix: str) -> int:
    """Open the page in the language of the prefix and return its status."""
    answer = page.goto(f"{prefix}{sight.path}")
    if sight.link:
        target = page.locator(sight.link).first.get_attribute("href", timeout=5000)
        answer = page.goto(target or "/")
    return answer.status if answer else 0
