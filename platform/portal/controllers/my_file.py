"""The page "my file": the next step first, then everything of the reader's own (policy G4)."""

from typing import Any

from litestar import Response, get

from wethaq.platform.accounts.landing import home_of
from wethaq.platform.accounts.role_names import ROLE_NAMES
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.wording import APPLICANT_STATUS, STATUS_MEANING, STATUS_TONE
from wethaq.platform.portal.my_file import compose_my_file, list_all_openings
from wethaq.platform.portal.opening_words import purpose_words, what_words
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/portal"
OPENING_WORDS: dict[str, Any] = {
    "role_names": ROLE_NAMES,
    "what_words": what_words,
    "purpose_words": purpose_words,
}


@get("/my-file", opt=SIGNED_IN)
async def show_my_file(actor: CurrentActor, now: Now) -> Response[Any]:
    """Show the reader's file; staff who have none are led to their own work."""
    if actor.person_id is None:
        return redirect(home_of(actor) if actor.is_staff else "/account")
    return page(
        f"{FOLDER}/my_file.html",
        file=await compose_my_file(actor=actor, now=now),
        services=CATALOGUE.all(),
        status_words=APPLICANT_STATUS,
        status_tones=STATUS_TONE,
        meanings=STATUS_MEANING,
        **OPENING_WORDS,
    )


@get("/my-file/openings", opt=SIGNED_IN)
async def show_openings(actor: CurrentActor) -> Response[Any]:
    return page(f"{FOLDER}/openings.html", openings=await list_all_openings(actor=actor), **OPENING_WORDS)
