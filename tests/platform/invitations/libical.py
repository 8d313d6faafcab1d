"""Find libical 3, the only reader that knows RFC 5546's tables; as root on Debian, install it.

    python -m tests.platform.invitations.libical

says where it is. `LIBICAL` names the file where it lies elsewhere.
"""

import ctypes
import os
import subprocess
import sys
from functools import cache

from tests.debian import install, may_install

NAMES = (os.environ.get("LIBICAL", "libical.so.3"), "libical.3.dylib", "/opt/homebrew/lib/libical.3.dylib")
NOT_FOUND = (
    "libical 3 was not found, so it can't check the invitations. Install it (Debian: apt-get install libical3),\n"
    "or name it: LIBICAL=/path/to/libical.so.3 make test"
)


@cache
def libical() -> ctypes.CDLL | None:
    """Load the library; nothing where it isn't."""
    library = _loaded()
    if library is None:
        return None
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    return library


def may_be_missing() -> bool:
    """Tell whether this is a person's machine, which may go on without it."""
    return os.environ.get("CI") != "true"


def _loaded() -> ctypes.CDLL | None:
    for name in NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _find() -> str:
    if _loaded() is None and may_install():
        install("libical3")
    library = _loaded()
    if library is None:
        sys.exit(NOT_FOUND)
    return library._name


if __name__ == "__main__":
    try:
        print(_find())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{NOT_FOUND}")
