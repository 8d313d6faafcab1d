"""Names under which an expired login's form is kept and found again (policy H1).

The accounts part keeps what was typed; this part carries the page's address in
every form, and shows the words again on that page.
"""

from typing import Any

from wethaq.platform.web.visit import current_visit

FORM_PAGE_FIELD = "form_page"
PARKED_FORM = "parked_form"
ASKED_FROM = "asked_from"
"""The page of a form that was refused for want of a fresh proof."""
RESTORED_VALUES = "restored_values"


def form_page() -> str:
    """Return the address of the page that a form stands on, without the language prefix."""
    visit = current_visit()
    if visit.shown_on:
        return visit.shown_on
    return f"{visit.path}?{visit.query}" if visit.query else visit.path


def restored_values() -> dict[str, Any]:
    """Return what was typed on this page before the login expired."""
    restored: dict[str, Any] = current_visit().state.get(RESTORED_VALUES) or {}
    return restored
