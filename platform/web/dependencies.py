"""What a controller may ask for by naming it: `actor: CurrentActor`, `now: Now`."""

from datetime import UTC, datetime

from litestar import Request
from litestar.di import NamedDependency, Provide

from wethaq.platform.actors import ANONYMOUS, Actor

CurrentActor = NamedDependency[Actor]
Now = NamedDependency[datetime]


def provide_actor(request: Request, now: Now) -> Actor:
    """Return who is asking.

    It asks for the time only to come after it: what could be provided side by
    side costs Litestar a group of tasks, in each request.
    """
    del now
    actor: Actor = request.scope["state"].get("actor", ANONYMOUS)
    return actor


def provide_now() -> datetime:
    """Read the one clock of the site; below the controllers, time is an argument."""
    return datetime.now(UTC)


DEPENDENCIES = {
    "actor": Provide(provide_actor, sync_to_thread=False),
    "now": Provide(provide_now, sync_to_thread=False),
}
