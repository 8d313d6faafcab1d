"""The administrator's pages: who works here, and with which rights."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.accounts import staff as service
from wethaq.platform.accounts.addresses import AddressTakenError, read_address
from wethaq.platform.accounts.controllers.entering import shown_at
from wethaq.platform.accounts.forms import STAFF_ROLE_ORDER, NewStaffForm, RolesForm
from wethaq.platform.accounts.role_grants import change_roles, list_grants
from wethaq.platform.accounts.role_names import ROLE_NAMES, WHAT_ROLES_OPEN
from wethaq.platform.accounts.staff_policy import AdministratorStandsAloneError
from wethaq.platform.accounts.step_up import ensure_proved
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.audience import roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect

PATH = "/desk/staff"
FOLDER = "platform/accounts"
ADMINISTRATORS: dict[str, Any] = {"opt": roles(Role.ADMINISTRATOR)}
SENSITIVE: dict[str, Any] = {**ADMINISTRATORS, "guards": [ensure_proved]}


@get(PATH, **ADMINISTRATORS)
async def show_staff(actor: CurrentActor) -> Response[Any]:
    return page(
        f"{FOLDER}/staff_list.html", staff=await service.list_staff(actor=actor), role_names=ROLE_NAMES
    )


@get(PATH + "/new", **SENSITIVE)
async def show_new_staff() -> Response[Any]:
    return _new_staff_page()


@post(PATH + "/new", **SENSITIVE)
async def add_staff(request: Request[Any, Any, Any], actor: CurrentActor, now: Now) -> Response[Any]:
    try:
        form = await read_form(request, NewStaffForm)
        values = form.model_dump()
        with (
            shown_at("address", AddressTakenError, values=values),
            shown_at("roles", AdministratorStandsAloneError, values=values),
        ):
            account_id, _ = await service.invite_staff(
                form.name, read_address(form.address), frozenset(form.roles), actor=actor, now=now
            )
    except InvalidInputError as error:
        return _new_staff_page(status=422, errors=error.errors, values=error.values)
    return redirect(f"{PATH}/{account_id}?done=invited")


@get(PATH + "/{account_id:uuid}", **ADMINISTRATORS)
async def show_member(
    request: Request[Any, Any, Any], account_id: FromPath[UUID], actor: CurrentActor
) -> Response[Any]:
    return await _member_page(account_id, actor, done=request.query_params.get("done"))


@post(PATH + "/{account_id:uuid}/roles", **SENSITIVE)
async def set_roles(
    request: Request[Any, Any, Any], account_id: FromPath[UUID], actor: CurrentActor, now: Now
) -> Response[Any]:
    try:
        form = await read_form(request, RolesForm)
        with shown_at("roles", AdministratorStandsAloneError, values=form.model_dump()):
            await change_roles(account_id, frozenset(form.roles), actor=actor, now=now)
    except InvalidInputError as error:
        return await _member_page(account_id, actor, status=422, errors=error.errors, values=error.values)
    return redirect(f"{PATH}/{account_id}?done=roles")


@post(PATH + "/{account_id:uuid}/invitation", **SENSITIVE)
async def invite_again(account_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await service.invite_again(account_id, actor=actor, now=now)
    return redirect(f"{PATH}/{account_id}?done=invited")


@post(PATH + "/{account_id:uuid}/deactivation", **SENSITIVE)
async def deactivate(account_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[Any]:
    await service.deactivate_staff(account_id, actor=actor, now=now)
    return redirect(f"{PATH}/{account_id}?done=deactivated")


def _new_staff_page(status: int = 200, **context: Any) -> Response[Any]:
    return page(f"{FOLDER}/staff_new.html", status=status, role_options=_role_options(), **context)


async def _member_page(
    account_id: UUID, actor: Actor, *, status: int = 200, done: str | None = None, **context: Any
) -> Response[Any]:
    member = await service.get_staff_member(account_id, actor=actor)
    context.setdefault("values", {"roles": sorted(member.roles)})
    return page(
        f"{FOLDER}/staff_member.html",
        status=status,
        member=member,
        grants=await list_grants(account_id),
        role_names=ROLE_NAMES,
        role_options=_role_options(),
        is_own_account=actor.account_id == account_id,
        done=done,
        **context,
    )


def _role_options() -> list[tuple[Role, str, str]]:
    return [(role, ROLE_NAMES[role], WHAT_ROLES_OPEN[role]) for role in STAFF_ROLE_ORDER]


HANDLERS = [show_staff, show_new_staff, add_staff, show_member, set_roles, invite_again, deactivate]
