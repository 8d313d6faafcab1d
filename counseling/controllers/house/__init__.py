"""Reception and manager: booking for others, queues, plans, figures."""

from typing import Any

HANDLERS: list[Any] = []
