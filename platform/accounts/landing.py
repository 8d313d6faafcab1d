"""Where somebody lands who comes in without a page in mind."""

from collections.abc import Mapping

from wethaq.platform.accounts.policy import is_landing
from wethaq.platform.actors import Actor, Role
from wethaq.platform.web.links import safe_next

MY_FILE = "/my-file"
DESK = "/desk"
_BY_ROLE = (
    (Role.ADMINISTRATOR, "/desk/staff"),
    (Role.RELATIONS_OFFICER, DESK),
    (Role.CALL_CENTRE_AGENT, DESK),
    (Role.MANAGER, DESK),
    (Role.VOLUNTEER, "/desk/intake"),
    (Role.SOCIAL_RESEARCH_OFFICER, "/desk/referrals"),
    (Role.COMMITTEE_CHAIR, "/committee"),
    (Role.COMMITTEE_MEMBER, "/committee"),
)

_of_services: dict[Role, str] = {}


def offer_homes(homes: Mapping[Role, str]) -> None:
    """Take where a service's own colleagues land (app.py); platform's roles keep theirs."""
    _of_services.update(homes)


def landing_of(actor: Actor, next_path: str | None) -> str:
    """Return the page that was asked for, if it is ours; else the home of the actor's role."""
    path = safe_next(next_path, "")
    return path if path and is_landing(path) else home_of(actor)


def home_of(actor: Actor) -> str:
    if not actor.is_staff:
        return MY_FILE
    homes = (*_BY_ROLE, *_of_services.items())
    return next((path for role, path in homes if actor.has(role)), DESK)
