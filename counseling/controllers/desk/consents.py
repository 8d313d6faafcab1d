"""Recording a consent that somebody gave to their counselor, on paper or spoken before a witness."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from wethaq.counseling.controllers.desk.cases import CASE, CASES
from wethaq.counseling.controllers.desk.forms import ConsentForm
from wethaq.counseling.controllers.desk.words import COUNSELORS, desk_page
from wethaq.counseling.spoken_consent import ask_consent, record_consent
from wethaq.platform.actors import Actor
from wethaq.platform.consent.errors import WitnessRequiredError
from wethaq.platform.consent.service import GrantMethod
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import redirect
from wethaq.platform.web.sent_form import SiteRequest


@get(f"{CASE}/consents/{{purpose:str}}", opt=COUNSELORS)
async def show_consent(case_id: FromPath[UUID], purpose: FromPath[str], actor: CurrentActor) -> Response[Any]:
    return await _consent_page(case_id, purpose, actor)


@post(f"{CASE}/consents/{{purpose:str}}", opt=COUNSELORS)
async def save_consent(
    request: SiteRequest, case_id: FromPath[UUID], purpose: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    await ask_consent(case_id, purpose, actor=actor)
    try:
        form = await read_form(request, ConsentForm)
        method = GrantMethod(form.method)
        await record_consent(case_id, form.person_id, purpose, method, form.witness, actor=actor, now=now)
    except InvalidInputError as error:
        return await _consent_page(
            case_id, purpose, actor, status=422, errors=error.errors, values=error.values
        )
    except WitnessRequiredError as refusal:
        errors = {"witness": gettext(refusal.message)}
        return await _consent_page(
            case_id, purpose, actor, status=422, errors=errors, values=form.model_dump()
        )
    except RefusedError as refusal:
        words = gettext(refusal.message)
        return await _consent_page(
            case_id, purpose, actor, status=409, refusal=words, values=form.model_dump()
        )
    return redirect(f"{CASES}/{case_id}")


async def _consent_page(case_id: UUID, purpose: str, actor: Actor, **context: Any) -> Response[Any]:
    context.setdefault("refusal", None)
    return desk_page("consent.html", asked=await ask_consent(case_id, purpose, actor=actor), **context)


HANDLERS = [show_consent, save_consent]
