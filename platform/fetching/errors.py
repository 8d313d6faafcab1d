"""Why an address wasn't read, in words that tell a stranger nothing of our network."""

from wethaq.platform.errors import N_, RefusedError


class UnfitUrlError(RefusedError):
    """Not an https address of a named host, or one with a password or a port in it."""

    message = N_("Only an address that begins with https:// and names a site can be read.")


class SourceUnreachableError(RefusedError):
    """The name leads nowhere, or nobody there answers as that name."""

    message = N_("We couldn’t reach this address. Check that it is right and open to everybody.")


class PrivateAddressError(SourceUnreachableError):
    """The name leads into a network that isn't public; the words are the same, so that nobody can probe ours."""


class SourceTooSlowError(RefusedError):
    """The whole answer wasn't there in time."""

    message = N_("This address took too long to answer. Please try again later.")


class TooManyRedirectsError(RefusedError):
    """The address leads to another, and that again to another."""

    message = N_("This address leads to too many others. Use the one where it ends.")


class UnexpectedAnswerError(RefusedError):
    """There was an answer, but not the content: a sign-in page, an error, a packed file."""

    message = N_(
        "This address answered, but not with what it should hold. Check that it opens without a sign-in."
    )


class AnswerTooLargeError(RefusedError):
    """More octets than the caller wants to read."""

    message = N_("What lies at this address is too large to read.")
