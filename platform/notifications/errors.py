"""What goes wrong on the way to a mailbox or a telephone."""

from wethaq.platform.errors import N_, NotFoundError, RefusedError, WethaqError


class DeliveryError(WethaqError):
    """A message wasn't delivered; `reason` is one of a few fixed words, safe in logs and on pages."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class TemporaryDeliveryError(DeliveryError):
    """Trying again later may help."""


class ServerUnreachableError(TemporaryDeliveryError):
    """The server itself is away, so trying other messages now is no use either."""


class PermanentDeliveryError(DeliveryError):
    """This address or content will never be taken."""


class ForeignOrganizerError(PermanentDeliveryError):
    """An invitation names another organizer than the sender: calendars would obey neither."""

    def __init__(self) -> None:
        super().__init__("foreign_organizer")


class UnknownMessageKindError(WethaqError):
    """A part asked for a message that nobody wrote."""


class ReplyMailboxError(WethaqError):
    """The mailbox of answers couldn't be read; `reason` is a fixed word or an error's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class ForeignReplyError(WethaqError):
    """A mail answers in the name of somebody else than its sender."""


class MessageNotFoundError(NotFoundError):
    """Not there, or not a message that waits for staff."""


class NothingToRetryError(RefusedError):
    """A message without a safe channel has no address to be sent to."""

    message = N_("This message has no safe way to be sent. Please reach the person in another way.")
