"""The page of service levels (policy G1)."""

from typing import Any

from litestar import Response, get

from wethaq.platform.actors import Role
from wethaq.platform.intake.measuring import figure_service_levels
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.wording import CHANNELS, LEVEL_TONE, LEVELS
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page

OFFICERS = roles(Role.RELATIONS_OFFICER, Role.MANAGER)


@get("/desk/service-levels", opt=OFFICERS)
async def show_service_levels(actor: CurrentActor, now: Now) -> Response[Any]:
    return page(
        "platform/intake/service_levels.html",
        house=await figure_service_levels(actor=actor, now=now),
        titles={code: policy.title for code, policy in CATALOGUE.all().items()},
        levels=LEVELS,
        level_tone=LEVEL_TONE,
        channels=CHANNELS,
    )


HANDLERS = [show_service_levels]
