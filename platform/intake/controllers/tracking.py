"""“Where is my request?” without an account, by number and a code sent to the applicant."""

from typing import Any

from litestar import Request, Response, get, post

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.intake import tracking as service
from wethaq.platform.intake.controllers.forms import TrackingCodeForm, TrackingForm
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.wording import APPLICANT_STATUS, STATUS_MEANING, STATUS_TONE
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page

FOLDER = "platform/intake"


@get("/requests/tracking", opt=PUBLIC)
async def show_tracking(request: Request[Any, Any, Any]) -> Response[Any]:
    return page(f"{FOLDER}/tracking.html", values={"number": request.query_params.get("number", "")})


@post("/requests/tracking", opt=PUBLIC)
async def send_code(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    """Send a code and show where to enter it; the page is the same for numbers that don't exist."""
    try:
        form = await read_form(request, TrackingForm)
    except InvalidInputError as error:
        return page(f"{FOLDER}/tracking.html", status=422, errors=error.errors, values=error.values)
    await service.send_tracking_code(form.number, now=now)
    return page(f"{FOLDER}/tracking_code.html", values={"number": service.normalise_number(form.number)})


@post("/requests/tracking/code", opt=PUBLIC)
async def show_outline(request: Request[Any, Any, Any], now: Now) -> Response[Any]:
    try:
        form = await read_form(request, TrackingCodeForm)
        outline = await service.track_request(form.number, form.code, now=now)
    except InvalidInputError as error:
        return page(f"{FOLDER}/tracking_code.html", status=422, errors=error.errors, values=error.values)
    except service.TrackingCodeWrongError as refusal:
        errors = {"code": gettext(refusal.message)}
        values = {"number": form.number}
        return page(f"{FOLDER}/tracking_code.html", status=422, errors=errors, values=values)
    return page(
        f"{FOLDER}/tracking_result.html",
        outline=outline,
        policy=CATALOGUE.get(outline.service),
        status_word=APPLICANT_STATUS[outline.status],
        status_tone=STATUS_TONE[outline.status],
        meaning=STATUS_MEANING[outline.status],
    )


HANDLERS = [show_tracking, send_code, show_outline]
