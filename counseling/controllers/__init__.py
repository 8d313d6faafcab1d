"""The pages of counseling: the family's way to an appointment and what follows, then the desk's."""

from typing import Any

from wethaq.counseling.controllers import booking, desk, house, own

CONTROLLERS: list[Any] = [*booking.HANDLERS, *own.HANDLERS, *desk.HANDLERS, *house.HANDLERS]
