"""Waiting for an earlier time: joining, leaving, and taking what is kept, in the account or by a one-time link."""

from typing import Any, Final
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath

from wethaq.counseling import answering_offers, waiting
from wethaq.counseling.answering_offers import ShownOffer
from wethaq.counseling.controllers.own.forms import WaitForm
from wethaq.counseling.controllers.own.links import UNLISTED, link_ended
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.offering import PATH as LINK
from wethaq.counseling.policy.bookings import JustTakenError
from wethaq.counseling.wording import MODALITY_NAMES
from wethaq.platform.errors import NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import PUBLIC, SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import go_on, page
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "counseling/own"
PATH: Final = "/counseling/waitlist"
DONE: Final = {"joined", "left", "refused"}


@get(PATH, opt=SIGNED_IN)
async def show_waitlist(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[str]:
    done = request.query_params.get("done")
    entries = await waiting.list_own_entries(actor=actor)
    return page(
        f"{FOLDER}/waitlist.html",
        entries=[(entry, find_service(entry.service)) for entry in entries],
        offers=await answering_offers.list_own_offers(actor=actor, now=now),
        now=now,
        done=done if done in DONE else None,
        modality_names=MODALITY_NAMES,
    )


@post(PATH, opt=SIGNED_IN)
async def join(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
    form = await read_form(request, WaitForm)
    await waiting.wait_for_earlier(
        form.appointment_id, actor=actor, now=now, any_counselor=bool(form.any_counselor)
    )
    return go_on(request, f"{PATH}?done=joined")


@post("/counseling/bookings/{booking_id:uuid}/waitlist", opt=SIGNED_IN)
async def join_with_booking(
    request: SiteRequest, booking_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await waiting.wait_with_booking(booking_id, actor=actor, now=now)
    return go_on(request, f"{PATH}?done=joined")


@post(PATH + "/{entry_id:uuid}/departure", opt=SIGNED_IN)
async def leave(
    request: SiteRequest, entry_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    await waiting.leave_waitlist(entry_id, actor=actor, now=now)
    return go_on(request, f"{PATH}?done=left")


@get(PATH + "/offers/{offer_id:uuid}", opt=SIGNED_IN)
async def show_offer(offer_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[str]:
    shown = await answering_offers.get_own_offer(offer_id, actor=actor, now=now)
    return _offer_page(shown, f"{PATH}/offers/{offer_id}", back=PATH)


@post(PATH + "/offers/{offer_id:uuid}/acceptance", opt=SIGNED_IN)
async def take(
    request: SiteRequest, offer_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    shown = await answering_offers.get_own_offer(offer_id, actor=actor, now=now)
    try:
        taken = await answering_offers.take_offer(shown, actor=actor, now=now)
    except RefusedError as error:
        return _offer_page(shown, f"{PATH}/offers/{offer_id}", back=PATH, error=error)
    return go_on(request, f"/counseling/appointments/{taken.id}?done=moved")


@post(PATH + "/offers/{offer_id:uuid}/refusal", opt=SIGNED_IN)
async def refuse(
    request: SiteRequest, offer_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    shown = await answering_offers.get_own_offer(offer_id, actor=actor, now=now)
    await answering_offers.leave_offer(shown, actor=actor, now=now)
    return go_on(request, f"{PATH}?done=refused")


@get("/{token:str}", opt=PUBLIC)
async def show_offer_by_link(token: FromPath[str], now: Now) -> Response[str]:
    return _offer_page(await answering_offers.open_offer(token, now=now), f"{LINK}/{token}")


@post("/{token:str}/acceptance", opt=PUBLIC)
async def take_by_link(
    request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    shown = await answering_offers.open_offer(token, now=now)
    try:
        await answering_offers.take_offer(shown, actor=actor, now=now)
    except RefusedError as error:
        return _offer_page(shown, f"{LINK}/{token}", error=error)
    return go_on(request, "/appointments/done/taken")


@post("/{token:str}/refusal", opt=PUBLIC)
async def refuse_by_link(
    request: SiteRequest, token: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    shown = await answering_offers.open_offer(token, now=now)
    await answering_offers.leave_offer(shown, actor=actor, now=now)
    return go_on(request, "/appointments/done/refused")


def _offer_page(
    shown: ShownOffer, path: str, *, back: str = "", error: RefusedError | None = None
) -> Response[str]:
    busy = gettext(
        "Somebody who comes has another appointment at this time. Leave it to the next, or call us."
    )
    refusal = busy if isinstance(error, JustTakenError) else gettext(error.message) if error else None
    return page(
        f"{FOLDER}/offer.html",
        status=error.status if error else 200,
        shown=shown,
        path=path,
        back=back,
        refusal=refusal,
        modality_names=MODALITY_NAMES,
    )


BY_LINK = Router(
    path=LINK,
    route_handlers=[show_offer_by_link, take_by_link, refuse_by_link],
    exception_handlers={NotFoundError: link_ended},
    response_headers=[UNLISTED],
)
HANDLERS: list[Any] = [
    show_waitlist,
    join,
    join_with_booking,
    leave,
    show_offer,
    take,
    refuse,
    BY_LINK,
]
