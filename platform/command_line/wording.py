"""Errors as the command line says them."""

from wethaq.platform.errors import WethaqError


def text_of(error: BaseException) -> str:
    """Say what happened: the message made for people, or else the error's name and meaning."""
    if isinstance(error, WethaqError) and type(error).message != WethaqError.message:
        return type(error).message.format(**error.params)
    meaning = str(error) if not isinstance(error, WethaqError) else ""
    return f"{type(error).__name__}: {meaning or (type(error).__doc__ or '').partition(chr(10))[0]}"
