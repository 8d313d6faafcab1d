"""Who to sign in as: only in the demonstration, whose logins are known to everybody."""

from dataclasses import dataclass, replace

import pyotp
from litestar import Response, get

from wethaq.platform.accounts.role_names import ROLE_NAMES
from wethaq.platform.actors import Role
from wethaq.platform.demo.cast import (
    BENEFICIARY,
    CHAIR,
    MEMBERS,
    PASSWORD,
    TOTP_SECRET,
    a_mobile,
    person,
)
from wethaq.platform.demo.parts import all_sights, everybody
from wethaq.platform.errors import NotFoundError
from wethaq.platform.settings import get_settings
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.rendering import page


@dataclass(frozen=True, slots=True)
class Login:
    """One of the logins, as the page lists it."""

    name: str
    address: str
    role: str
    sight: str | None = None
    """What there is to look at first, as a msgid."""


@get("/demo", opt=PUBLIC)
async def show_logins(now: Now) -> Response[str]:
    """List the logins with the code that the staff's app would show at this moment."""
    if not get_settings().is_demo:
        raise NotFoundError
    return page(
        "platform/demo/logins.html",
        password=PASSWORD,
        code=pyotp.TOTP(TOTP_SECRET).at(now),
        secret=TOTP_SECRET,
        logins=_logins(),
    )


def _logins() -> list[Login]:
    staff = [each for each in everybody() if each not in MEMBERS[1:]]
    staff.sort(key=lambda each: each is CHAIR)
    beneficiary = Login(person(BENEFICIARY).full_name, a_mobile(BENEFICIARY), ROLE_NAMES[Role.BENEFICIARY])
    logins = [
        beneficiary,
        *(Login(each.name, each.email, ROLE_NAMES[next(iter(each.roles))]) for each in staff),
    ]
    return _worth_a_look_first(logins)


def _worth_a_look_first(logins: list[Login]) -> list[Login]:
    """Return the logins with what to look at, those for whom somebody has said it on top, in that order."""
    sights = all_sights()
    order = list(sights)
    told = [replace(each, sight=sights.get(each.address)) for each in logins]
    return sorted(told, key=lambda each: order.index(each.address) if each.sight is not None else len(order))


CONTROLLERS = [show_logins]
