"""Who may open a file that isn't their own: asked of the parts that know.

This part knows only owners. Whether an officer may see a request's documents,
or a guardian a child's letter, is known above; app.py passes those answers in.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.documents.errors import DocumentNotFoundError


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a file or letter is, and to which request it belongs."""

    owner_person_id: UUID | None
    request_id: UUID | None


OpeningRule = Callable[[Actor, Belonging], Awaitable[str | None]]
"""Returns the purpose for which the actor may open it, or None."""

OWN_FILE = "own_file"
SYSTEM_WORK = "system_work"
_rules: tuple[OpeningRule, ...] = ()


def use_opening_rules(rules: Sequence[OpeningRule]) -> None:
    """Take the rules of the parts above; called once by app.py."""
    global _rules  # noqa: PLW0603 - one list a process, set once.
    _rules = tuple(rules)


async def purpose_of_opening(actor: Actor, belonging: Belonging) -> str:
    """Return why the actor may open it. Raises DocumentNotFoundError, as if it weren't there."""
    if actor.is_system:
        return SYSTEM_WORK
    if actor.person_id is not None and actor.person_id == belonging.owner_person_id:
        return OWN_FILE
    for rule in _rules:
        purpose = await rule(actor, belonging)
        if purpose is not None:
            return purpose
    raise DocumentNotFoundError
