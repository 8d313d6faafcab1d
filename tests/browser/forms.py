"""Filling in and sending forms as people do, whatever kind of field a name belongs to."""

from pathlib import Path

from playwright.sync_api import Locator, Page

MAIN_ACT = "button.button:not(.quiet):not(.secondary):not(.danger)"


def fill_in(place: Page | Locator, /, **typed: str | Path) -> None:
    """Type, choose or attach; several choices of one question are parted by a space."""
    for name, value in typed.items():
        fields = place.locator(f"[name={name}]:not([type=hidden])")
        kind = fields.first.get_attribute("type")
        if isinstance(value, Path):
            fields.set_input_files(value)
        elif kind in {"radio", "checkbox"}:
            for choice in value.split():
                place.locator(f"[name={name}][value='{choice}']").check()
        elif fields.first.evaluate("field => field.tagName") == "SELECT":
            fields.select_option(value)
        else:
            fields.fill(value)


def send(page: Page, /, **typed: str | Path) -> None:
    """Fill in, then press the page's main button."""
    fill_in(page, **typed)
    _press(page, page.locator(f"main form {MAIN_ACT}").last)


def press(page: Page, sent_to: str, /, **typed: str | Path) -> None:
    """Fill in, then press the button of the form that goes to an address with this end."""
    form = page.locator(f"form[action$='{sent_to}']")
    folds = page.locator("details:not([open])").filter(has=form)
    while folds.count():
        folds.first.locator("> summary").click()
    fill_in(form, **typed)
    _press(page, form.locator("button[type=submit]").first)


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def complaints_shown(page: Page) -> list[str]:
    """List what the page's error summary says."""
    return page.locator(".error-summary li").all_inner_texts()


def _press(page: Page, button: Locator) -> None:
    """Press, and wait for the next page, or for the part of this one that HTMX exchanges."""
    if not button.evaluate("button => Boolean(window.htmx && button.closest('[hx-post]'))"):
        with page.expect_navigation():
            button.click()
        return
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        button.click()
    if address := answer.value.headers.get("hx-redirect"):
        page.wait_for_url(f"**{address}")
    page.wait_for_function(
        "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
    )
