"""What each page of the registration shows besides what was typed."""

from typing import Any

from wethaq.platform.accounts.passages import OpenPassage
from wethaq.platform.accounts.registration import details_of
from wethaq.platform.accounts.registration_policy import CHECK, ORDER, STEPS_IN_ALL, next_page, number_of
from wethaq.platform.people.choices import choices_of
from wethaq.platform.people.policy.places import PLACES

FOLDER = "platform/accounts"


def step_template(name: str) -> str:
    return f"{FOLDER}/register_{name.replace('-', '_')}.html"


def page_context(name: str, passage: OpenPassage) -> dict[str, Any]:
    """Return where the page stands among the others, and what it offers to choose from."""
    context: dict[str, Any] = {
        "number": number_of(name),
        "total": STEPS_IN_ALL,
        "back": _page_before(name),
        "places": choices_of(PLACES),
        "is_claimed": passage.person_id is not None,
        "has_password": bool(passage.answers.get("password_hash")),
    }
    if name == CHECK and next_page(passage.answers) == CHECK:
        context |= {"details": details_of(passage), "address": passage.address}
    return context


def _page_before(name: str) -> str:
    pages = [step.value for step in ORDER] + [CHECK]
    place = pages.index(name)
    return "" if place == 0 else f"/{pages[place - 1]}"
