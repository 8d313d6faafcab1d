""" "My file": the next step first, then everything of the reader's own (policy G4)."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get

from wethaq.platform.portal.my_file import compose_my_file, find_own_request_path
from wethaq.platform.portal.policy import read_request_number
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/portal"


@get("/my-file", opt=SIGNED_IN)
async def show_my_file(actor: CurrentActor, now: Now) -> Response[Any]:
    return page(f"{FOLDER}/my_file.html", file=await compose_my_file(actor=actor, now=now))


@get("/track", opt=PUBLIC)
async def show_request_of_number(request: Request, actor: CurrentActor) -> Response[Any]:
    """Lead the owner of a number to the request; nobody else learns whether it exists."""
    typed = request.query_params.get("number")
    number = read_request_number(typed)
    if typed is None or number is None:
        return _track_page(typed=typed, is_unreadable=bool(typed))
    if not actor.is_signed_in:
        return redirect(f"/sign-in/code?{urlencode({'next': f'/track?number={number}'})}")
    path = await find_own_request_path(number, actor=actor)
    return redirect(path) if path else _track_page(typed=number, is_not_found=True)


def _track_page(*, typed: str | None, is_unreadable: bool = False, is_not_found: bool = False) -> Response[Any]:
    return page(
        f"{FOLDER}/track.html",
        status=422 if is_unreadable else 200,
        values={"number": typed or ""},
        is_unreadable=is_unreadable,
        is_not_found=is_not_found,
    )
