"""Research as the house takes it in; the composition root lists it."""

from typing import Final

from wethaq.platform.services.service import Service
from wethaq.research.service_page import SERVICE_PAGES

RESEARCH: Final = Service(name="research", pages=SERVICE_PAGES)
