"""Compose "my file" from what the other parts hold of one person."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wethaq.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class MyFile:
    """What a person sees of their own, the newest first."""

    requests: list[Any] = field(default_factory=list)
    openings: list[Any] = field(default_factory=list)


async def compose_my_file(*, actor: Actor, now: datetime) -> MyFile:
    return MyFile()


async def find_own_request_path(number: str, *, actor: Actor) -> str | None:
    """Return the address of the actor's own request of that number, or nothing."""
    return None
