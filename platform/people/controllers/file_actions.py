"""What services let a colleague do for somebody, on the page of their file; passed in by app.py."""

from collections.abc import Iterable
from dataclasses import dataclass

from wethaq.platform.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class FileAction:
    """A link on a person's file: `title` is a msgid, `path` has `{person_id}`, `icon` is a name of the Lucide set."""

    title: str
    path: str
    icon: str
    roles: tuple[Role, ...]


_offered: list[FileAction] = []


def offer_file_actions(actions: Iterable[FileAction]) -> None:
    """Offer links of services beside "Take in a request"; harmless when done again."""
    _offered.extend(action for action in actions if action not in _offered)


def file_actions(actor: Actor) -> list[FileAction]:
    """Return the links that the reader's roles open."""
    return [action for action in _offered if actor.has(*action.roles)]
