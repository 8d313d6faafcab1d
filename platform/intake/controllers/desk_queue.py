"""The officer's queue, and the desk's entry for taking requests in."""

import re
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get

from wethaq.platform.actors import Channel, Role
from wethaq.platform.intake import taking_in
from wethaq.platform.intake.policy.deadlines import ServiceLevel
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.queueing import SHOWN, QueueFilter, list_queue
from wethaq.platform.intake.wording import CHANNELS, LEVEL_TONE, LEVELS, STAFF_STATUS, STATUS_TONE
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.localisation.normalise import normalise_text
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.links import url
from wethaq.platform.web.rendering import page
from wethaq.platform.web.sent_form import SiteRequest

FOLDER = "platform/intake"
_NUMBER = re.compile("[0-9]{1,5}")
FOLLOWERS = roles(Role.RELATIONS_OFFICER, Role.MANAGER, Role.CALL_CENTRE_AGENT)
TAKERS = roles(Role.RELATIONS_OFFICER, Role.MANAGER, Role.CALL_CENTRE_AGENT, Role.VOLUNTEER)


@get("/desk", opt=FOLLOWERS)
async def show_queue(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    """Show what waits; to HTMX, the list alone, under the address that shows it again."""
    wanted, query = _filter_of(request)
    queue = await list_queue(wanted, _page_of(request), actor=actor, now=now)
    answer = page(
        f"{FOLDER}/_desk_queue.html" if request.wants_part else f"{FOLDER}/desk_queue.html",
        is_part=request.wants_part,
        queue=queue,
        wanted=wanted,
        query=query,
        counts={"/desk": queue.unread},
        today=riyadh_date(now),
        is_manager=actor.has(Role.MANAGER),
        services=CATALOGUE.all(),
        statuses=[status for status in RequestStatus if status in SHOWN],
        levels=LEVELS,
        level_tone=LEVEL_TONE,
        channels=CHANNELS,
        status_words=STAFF_STATUS,
        status_tone=STATUS_TONE,
    )
    if request.wants_part:
        answer.headers["HX-Push-Url"] = url(f"/desk?page={queue.page}{query}")
    return answer


@get("/desk/intake", opt=TAKERS)
async def show_reception(actor: CurrentActor) -> Response[Any]:
    return page(
        f"{FOLDER}/desk_reception.html",
        drafts=await taking_in.find_own_drafts(actor=actor),
        services=CATALOGUE.all(),
        may_search=actor.has(Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT),
    )


def _filter_of(request: SiteRequest) -> tuple[QueueFilter, str]:
    """Return what is wanted, and the same as a query for the links of the pages.

    A value that we don't know leaves its question open.
    """
    given = request.query_params
    kept = {
        "status": _known(RequestStatus, given.get("status")),
        "service": given.get("service") if given.get("service") in CATALOGUE.all() else None,
        "channel": _known(Channel, given.get("channel")),
        "level": _known(ServiceLevel, given.get("level")),
        "number": (normalise_text(given.get("number")) or "")[:24] or None,
    }
    is_mine = given.get("mine") == "yes"
    query = {key: str(value) for key, value in kept.items() if value} | ({"mine": "yes"} if is_mine else {})
    return QueueFilter(**kept, is_mine=is_mine), f"&{urlencode(query)}" if query else ""


def _known(words: Any, value: str | None) -> Any:
    return words(value) if value in {word.value for word in words} else None


def _page_of(request: SiteRequest) -> int:
    number = request.query_params.get("page", "1")
    return int(number) if _NUMBER.fullmatch(number) else 1


HANDLERS = [show_queue, show_reception]
