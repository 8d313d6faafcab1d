"""The figures of a service, which a manager changes in versions (H5)."""

import re
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.actors import Role
from wethaq.platform.errors import InvalidInputError, RefusedError
from wethaq.platform.intake import terms as service
from wethaq.platform.intake.colleagues import names_of
from wethaq.platform.intake.policy.checklist import Evidence
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.intake.policy.terms import NUMBER_LIMITS
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.localisation.normalise import normalise_text
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/intake"
_NUMBER = re.compile("[0-9]{1,5}")
MANAGERS = roles(Role.MANAGER)


@get("/desk/terms/{code:str}", opt=MANAGERS)
async def show_terms(code: FromPath[str]) -> Response[Any]:
    return await _terms_page(code)


@post("/desk/terms/{code:str}", opt=MANAGERS)
async def change_terms(
    request: Request[Any, Any, Any], code: FromPath[str], actor: CurrentActor, now: Now
) -> Response[Any]:
    form = await request.form()
    try:
        numbers = _numbers(form)
        reason = normalise_text(str(form.get("reason") or ""))
        if not reason:
            raise InvalidInputError({"reason": gettext("Say why in a few words.")}, dict(form))
        await service.change_service_terms(
            code,
            numbers=numbers,
            required_items=_required_items(code, form),
            reason=reason,
            actor=actor,
            now=now,
        )
    except InvalidInputError as error:
        return await _terms_page(code, status=422, errors=error.errors, values=error.values)
    except RefusedError as refusal:
        values = {key: value for key, value in form.items() if isinstance(value, str)}
        return await _terms_page(code, status=409, refusal=gettext(refusal.message), values=values)
    return redirect(f"/desk/terms/{code}")


def _numbers(form: Any) -> dict[str, int]:
    """Return the figures; raises InvalidInputError naming each that isn't one in its range."""
    numbers, errors = {}, {}
    for name, (low, high) in NUMBER_LIMITS.items():
        text = ascii_digits(str(form.get(name) or "")).strip()
        if _NUMBER.fullmatch(text) and low <= int(text) <= high:
            numbers[name] = int(text)
        else:
            errors[name] = gettext(
                "Enter a number from %(minimum)s to %(maximum)s.", minimum=low, maximum=high
            )
    if errors:
        raise InvalidInputError(errors, {k: v for k, v in form.items() if isinstance(v, str)})
    return numbers


def _required_items(code: str, form: Any) -> frozenset[str]:
    """Return what was ticked; comparing the answers themselves isn't a manager's to drop (H2)."""
    always = {item.code for item in CATALOGUE.get(code).checklist if item.evidence is Evidence.ANSWERS}
    return frozenset(str(item) for item in form.getall("required_items", [])) | always


async def _terms_page(code: str, **context: Any) -> Response[Any]:
    context.setdefault("refusal", None)
    policy = CATALOGUE.get(code)
    version, terms = await service.current_terms(code)
    versions = await service.list_terms_versions(code)
    context.setdefault("values", terms.as_values())
    return page(
        f"{FOLDER}/desk_terms.html",
        policy=policy,
        version=version,
        required={item.code for item in policy.checklist if policy.is_required(item, terms)},
        items=[item for item in policy.checklist if item.evidence is not Evidence.ANSWERS],
        versions=versions,
        names=await names_of({row["changed_by"] for row in versions}),
        **context,
    )


HANDLERS = [show_terms, change_terms]
