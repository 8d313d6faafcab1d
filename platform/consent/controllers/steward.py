"""For the data steward: the register of processing, the texts, and withdrawals that still wait for somebody."""

from typing import Any

from litestar import Response, get

from wethaq.platform.actors import Role
from wethaq.platform.consent.processing_register import list_processing
from wethaq.platform.consent.texts import current_texts
from wethaq.platform.consent.withdrawal import list_unfinished_dependents
from wethaq.platform.web.audience import roles
from wethaq.platform.web.rendering import page

STEWARDS = roles(Role.DATA_STEWARD, Role.MANAGER)


@get("/desk/processing-register", opt=STEWARDS)
async def show_register() -> Response[Any]:
    return page(
        "platform/consent/processing_register.html",
        entries=await list_processing(),
        texts=await current_texts(),
        unfinished=await list_unfinished_dependents(),
    )


HANDLERS = [show_register]
