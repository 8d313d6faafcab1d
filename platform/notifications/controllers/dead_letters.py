"""For staff: what didn't arrive, why, and once more."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter

from wethaq.platform.actors import Role
from wethaq.platform.localisation import gettext
from wethaq.platform.notifications.dead_letters import count_waiting, list_dead_letters, retry_message
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

MOST_PAGES = 100_000
KEEPERS = roles(Role.ADMINISTRATOR, Role.MANAGER, Role.RELATIONS_OFFICER)


@get("/desk/messages", opt=KEEPERS)
async def show_dead_letters(
    actor: CurrentActor,
    now: Now,
    page_number: Annotated[int, QueryParameter(name="page", ge=1, le=MOST_PAGES)] = 1,
) -> Response[Any]:
    letters, pages = await list_dead_letters(page_number)
    return page(
        "platform/notifications/dead_letters.html",
        letters=[(letter, gettext(letter.reason)) for letter in letters],
        page_number=page_number,
        pages=pages,
        waiting=await count_waiting(now),
        may_open_files=actor.has(Role.RELATIONS_OFFICER),
    )


@post("/desk/messages/{message_id:uuid}/retry", opt=KEEPERS, status_code=200)
async def retry_dead_letter(message_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await retry_message(message_id, actor=actor, now=now)
    return redirect("/desk/messages")
