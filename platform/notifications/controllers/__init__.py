"""The pages of messages."""

from typing import Any

from wethaq.platform.notifications.controllers.dead_letters import retry_dead_letter, show_dead_letters
from wethaq.platform.notifications.controllers.demo_mailbox import (
    download_mailbox_invitation,
    show_mailbox,
    show_mailbox_message,
)

CONTROLLERS: list[Any] = [
    show_dead_letters,
    retry_dead_letter,
    show_mailbox,
    show_mailbox_message,
    download_mailbox_invitation,
]
