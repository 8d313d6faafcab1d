"""The visit: what a page needs to know of the request that asked for it.

Held in a context variable, so that macros and rules of presentation reach it
without the request being handed through every function.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from wethaq.platform.actors import ANONYMOUS, Actor
from wethaq.platform.localisation.languages import DEFAULT_LANGUAGE, Language


@dataclass(slots=True)
class Visit:
    """`path` is without the language prefix; `query` is the raw query string.

    `shown_on` is the address of the page that asks for a part of itself.
    """

    language: Language = DEFAULT_LANGUAGE
    path: str = "/"
    query: str = ""
    shown_on: str = ""
    request_id: str = ""
    state: dict[str, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        actor: Actor = self.state.get("actor", ANONYMOUS)
        return actor

    @property
    def session_secret(self) -> str | None:
        """What CSRF tokens of this session are derived from; None when nobody is signed in."""
        return self.state.get("session_secret")


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)


def current_visit() -> Visit:
    """Return the visit being answered, or a fresh one outside of any (a mail, a test)."""
    return _visit.get() or Visit()


def set_visit(visit: Visit) -> None:
    _visit.set(visit)
