"""Awareness as the house takes it in; the composition root lists it."""

from typing import Final

from wethaq.awareness.service_page import SERVICE_PAGES
from wethaq.platform.services.service import Service

AWARENESS: Final = Service(name="awareness", pages=SERVICE_PAGES)
