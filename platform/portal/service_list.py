"""The services on offer, in the order the pages show them.

Platform knows no service by name: `app.py` hands their pages over at start.
"""

from collections.abc import Iterable

from wethaq.platform.errors import NotFoundError
from wethaq.platform.portal.service_page import ServicePage

_pages: dict[str, ServicePage] = {}


def offer_services(pages: Iterable[ServicePage]) -> None:
    """Show these services, in this order, instead of any before."""
    _pages.clear()
    _pages.update({page.slug: page for page in pages})


def offered_services() -> list[ServicePage]:
    return list(_pages.values())


def find_service(slug: str) -> ServicePage:
    """Return the service of an address; raises NotFoundError."""
    try:
        return _pages[slug]
    except KeyError:
        raise NotFoundError from None
