"""Matchmaking as the house takes it in; the composition root lists it."""

from typing import Final

from wethaq.matching.controllers import CONTROLLERS
from wethaq.matching.purposes import PURPOSES
from wethaq.matching.service_page import SERVICE_PAGES
from wethaq.platform.services.service import Service

MATCHING: Final = Service(
    name="matching",
    pages=SERVICE_PAGES,
    controllers=tuple(CONTROLLERS),
    purposes=PURPOSES,
)
