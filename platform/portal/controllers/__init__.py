"""The pages of the portal."""

from wethaq.platform.portal.controllers import inquiries
from wethaq.platform.portal.controllers.my_file import show_my_file, show_openings
from wethaq.platform.portal.controllers.opinions import give_opinion, give_reasons
from wethaq.platform.portal.controllers.public_pages import (
    show_accessibility,
    show_contact,
    show_home,
    show_policy,
    show_privacy,
)
from wethaq.platform.portal.controllers.services import show_service, show_services

CONTROLLERS: list[object] = [
    show_home,
    show_services,
    show_service,
    show_privacy,
    show_policy,
    show_accessibility,
    show_contact,
    give_opinion,
    give_reasons,
    show_my_file,
    show_openings,
    *inquiries.HANDLERS,
]
