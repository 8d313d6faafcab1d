"""The schedule of retention and what was destroyed by it, for the data steward."""

from typing import Any

from litestar import Response, get

from wethaq.platform.actors import Role
from wethaq.platform.audit import list_events
from wethaq.platform.retention.schedule import DESTROYED, schedule
from wethaq.platform.web.audience import roles
from wethaq.platform.web.rendering import page

STEWARDS = roles(Role.DATA_STEWARD, Role.MANAGER)
SHOWN = 30


@get("/desk/retention", opt=STEWARDS)
async def show_retention() -> Response[Any]:
    return page(
        "platform/retention/retention.html",
        schedule=schedule(),
        rules={rule.code: rule for rule in schedule()},
        destroyed=await list_events(DESTROYED, SHOWN),
    )


CONTROLLERS: list[Any] = [show_retention]
