"""The composition root: the one file that names every part and every service."""

import importlib
import importlib.util

from wethaq.awareness import service_page as awareness
from wethaq.counseling import service_page as counseling
from wethaq.matching import service_page as matching
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.portal import support_page as support
from wethaq.platform.portal.service_list import offer_services
from wethaq.platform.security.vault import VAULT
from wethaq.platform.web.application import create_app
from wethaq.research import service_page as research

PARTS = (
    "accounts",
    "people",
    "documents",
    "consent",
    "notifications",
    "intake",
    "committee",
    "feedback",
    "support",
    "portal",
)


def controllers_of_parts() -> list[object]:
    found: list[object] = []
    for part in PARTS:
        name = f"wethaq.platform.{part}.controllers"
        if importlib.util.find_spec(f"wethaq.platform.{part}") and importlib.util.find_spec(name):
            found += getattr(importlib.import_module(name), "CONTROLLERS", [])
    return found


def middleware_of_parts() -> list[object]:
    if importlib.util.find_spec("wethaq.platform.accounts.middleware"):
        return [importlib.import_module("wethaq.platform.accounts.middleware").SessionMiddleware()]
    return []


offer_services(
    page for service in (matching, counseling, awareness, research, support) for page in service.SERVICE_PAGES
)


async def open_house() -> None:
    """Open the database and load the keys before the first request."""
    await ENGINE.start_connection_pool()
    await VAULT.load()


async def close_house() -> None:
    await ENGINE.close_connection_pool()


app = create_app(
    controllers_of_parts(), middleware=middleware_of_parts(), on_startup=[open_house], on_shutdown=[close_house]
)
