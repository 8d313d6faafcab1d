"""The figures of each service, which a manager changes in versions."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling import terms
from wethaq.counseling.controllers.house.counselors import MANAGERS
from wethaq.counseling.controllers.house.typed import SAY_WHY, read_typed
from wethaq.counseling.controllers.house.words import FIGURE_WORDS, FOLDER, desk_words
from wethaq.counseling.offered_services import OFFERED, find_service
from wethaq.counseling.policy.terms import NUMBER_LIMITS
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

SERVICES: Final = "/desk/counseling/services"


@get(SERVICES, opt=MANAGERS)
async def show_services() -> Response[Any]:
    return page(
        f"{FOLDER}/service_list.html", services=OFFERED, figures=await terms.all_figures(), **desk_words()
    )


@get(SERVICES + "/{code:str}", opt=MANAGERS)
async def show_service(code: FromPath[str]) -> Response[Any]:
    return await _service_page(code)


@post(SERVICES + "/{code:str}", opt=MANAGERS)
async def change_service(
    request: SiteRequest, code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    typed = await read_typed(request)
    try:
        numbers = {name: typed.number(name, low, high) for name, (low, high) in NUMBER_LIMITS.items()}
        reason = typed.words("reason", missing=SAY_WHY, most=240)
        typed.ensure_right()
        await terms.change_service_figures(
            code,
            numbers,
            is_accepted_by_officer=typed.is_ticked("is_accepted_by_officer"),
            reason=reason,
            actor=actor,
            now=now,
        )
    except InvalidInputError as error:
        return await _service_page(code, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _service_page(code, status=409, refusal=words, values=typed.values)
    return redirect(f"{SERVICES}/{code}?changed=yes")


async def _service_page(code: str, **context: Any) -> Response[Any]:
    service = find_service(code)
    versions = await terms.list_versions(code)
    context.setdefault("values", (await terms.current_figures(code)).as_values())
    return page(
        f"{FOLDER}/service.html",
        service=service,
        versions=versions,
        names=await names_of_accounts([row["changed_by"] for row in versions if row["changed_by"]]),
        words=FIGURE_WORDS,
        limits=NUMBER_LIMITS,
        **{"refusal": None, **context, **desk_words()},
    )


HANDLERS = [show_services, show_service, change_service]
