"""The list of services, and the page of each (policy G8)."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from wethaq.platform.portal.channel_names import CHANNEL_NAMES
from wethaq.platform.portal.service_list import find_service, offered_services
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.rendering import page

FOLDER = "platform/portal"


@get("/services", opt=PUBLIC)
async def show_services() -> Response[Any]:
    services = offered_services()
    changed_on = max((service.changed_on for service in services), default=None)
    return page(f"{FOLDER}/services.html", services=services, changed_on=changed_on)


@get("/services/{slug:str}", opt=PUBLIC)
async def show_service(slug: FromPath[str]) -> Response[Any]:
    service = find_service(slug)
    return page(
        f"{FOLDER}/service.html",
        service=service,
        channel_names=[CHANNEL_NAMES[channel] for channel in service.channels],
        changed_on=service.changed_on,
    )
