"""What services and later parts do when a request reaches their door; passed in by app.py."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Final, Protocol

from wethaq.platform.intake.records import RequestRecord


class RequestHook(Protocol):
    """Called inside the transaction of the step, so it must only write, never send."""

    def __call__(self, request: RequestRecord, *, now: datetime) -> Awaitable[None]: ...


class Hooks:
    """The hooks of one step."""

    def __init__(self) -> None:
        self._by_service: dict[str | None, list[RequestHook]] = {}

    def register(self, hook: RequestHook, *, service: str | None = None) -> None:
        """Have `hook` called for requests of `service`, or of every service."""
        registered = self._by_service.setdefault(service, [])
        if hook not in registered:
            registered.append(hook)

    async def call(self, request: RequestRecord, *, now: datetime) -> None:
        """Call what was registered for everybody, then for the request's service."""
        for hook in self._by_service.get(None, []) + self._by_service.get(request.service, []):
            await hook(request, now=now)


ON_SERVICE_STARTED: Final = Hooks()
"""H7: the request opens the service's own module."""

ON_CLOSED: Final = Hooks()
"""G7: a survey follows each service."""
