"""Home, rights and contact: what anybody may read."""

from datetime import date
from typing import Any

from litestar import Response, get

from wethaq.platform.portal.channel_names import CHANNEL_NAMES
from wethaq.platform.portal.inquiries import answer_figures
from wethaq.platform.portal.policy_text import ADOPTED_ON, POLICY_PARTS, PREAMBLE
from wethaq.platform.portal.service_list import offered_services
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.rendering import page

FOLDER = "platform/portal"
CHANGED_ON = date(2026, 11, 22)
"""When the words of these pages were last changed."""


@get("/", opt=PUBLIC)
async def show_home() -> Response[Any]:
    return page(
        f"{FOLDER}/home.html",
        services=offered_services(),
        figures=await answer_figures(),
        changed_on=CHANGED_ON,
    )


@get("/privacy", opt=PUBLIC)
async def show_privacy() -> Response[Any]:
    return page(f"{FOLDER}/privacy.html", changed_on=CHANGED_ON)


@get("/policy", opt=PUBLIC)
async def show_policy() -> Response[Any]:
    return page(
        f"{FOLDER}/policy.html",
        preamble=PREAMBLE,
        parts=POLICY_PARTS,
        adopted_on=ADOPTED_ON,
        services=offered_services(),
        channels=CHANNEL_NAMES,
        changed_on=CHANGED_ON,
    )


@get("/accessibility", opt=PUBLIC)
async def show_accessibility() -> Response[Any]:
    return page(f"{FOLDER}/accessibility.html", changed_on=CHANGED_ON)


@get("/contact", opt=PUBLIC)
async def show_contact() -> Response[Any]:
    return page(f"{FOLDER}/contact.html", channels=CHANNEL_NAMES, changed_on=CHANGED_ON)
