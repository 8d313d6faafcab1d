"""Who may open a route. Fail closed: a route that doesn't say is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from wethaq.platform.actors import ANONYMOUS, STAFF_ROLES, Actor, Role
from wethaq.platform.errors import ForbiddenError, SignInRequiredError

OPT_KEY = "audience"
PROOF_KEY = "needs_proof"
Sensitive = Callable[[dict[str, Any]], bool]
"""Judges the parameters of an address."""


@dataclass(frozen=True, slots=True)
class Audience:
    """`roles` None means everybody who has signed in, or, when public, everybody."""

    is_public: bool = False
    roles: frozenset[Role] | None = None

    def admits(self, actor: Actor) -> bool:
        if self.is_public:
            return True
        return actor.is_signed_in and (self.roles is None or actor.has(*self.roles))


def roles(*allowed: Role) -> dict[str, Any]:
    """`opt=roles(Role.RELATIONS_OFFICER)`: only these roles."""
    return {OPT_KEY: Audience(roles=frozenset(allowed))}


PUBLIC = {OPT_KEY: Audience(is_public=True)}
SIGNED_IN = {OPT_KEY: Audience()}
STAFF = roles(*STAFF_ROLES)


def proved(audience: dict[str, Any], *, when: Sensitive | None = None) -> dict[str, Any]:
    """Declare that a route asks for a fresh proof of identity too, always or `when` its address says so.

    The proof is the accounts part's business, which lies above most routes: it gives the guard (app.py).
    """
    return {**audience, PROOF_KEY: when or _always}


def needs_proof(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> bool:
    """Tell whether what is asked for is sensitive enough for a fresh proof."""
    is_sensitive: Sensitive | None = handler.opt.get(PROOF_KEY)
    return is_sensitive is not None and is_sensitive(connection.path_params)


async def ensure_audience(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guard of the whole app: refuse whoever isn't in the route's declared audience.

    It waits for nothing; but a guard that isn't async costs each request the way to a thread and back.
    """
    audience = handler.opt.get(OPT_KEY)
    actor: Actor = connection.scope["state"].get("actor", ANONYMOUS)
    if isinstance(audience, Audience) and audience.admits(actor):
        return
    if not actor.is_signed_in:
        raise SignInRequiredError
    raise ForbiddenError


def _always(_: dict[str, Any]) -> bool:
    return True
