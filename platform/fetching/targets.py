"""What an address asks for, read once: whoever checks and whoever connects must mean the same host. Pure."""

import re
from dataclasses import dataclass
from typing import Final

import httpx

from wethaq.platform.fetching.errors import UnfitUrlError

MAX_LENGTH: Final = 2000
HTTPS_PORT: Final = 443
_HOST: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+([a-z0-9-]{2,63})")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Target:
    """A host by its name, in ASCII, and what to ask it for."""

    host: str
    path: str

    def at(self, address: str, port: int) -> str:
        """Return the URL that leads to one of the host's addresses without asking for its name again."""
        authority = f"[{address}]" if ":" in address else address
        return f"https://{authority}:{port}{self.path}"

    def joined(self, location: str) -> "Target":
        """Return where a redirect leads, from here. Raises UnfitUrlError."""
        try:
            return read_target(str(httpx.URL(f"https://{self.host}{self.path}").join(location)))
        except (httpx.InvalidURL, UnicodeError, ValueError):
            raise UnfitUrlError from None


def read_target(url: str) -> Target:
    """Read a URL with suspicion.

    A host must be a name: numbers in its place are spelled in a dozen ways
    (`127.1`, `0x7f000001`), and no calendar lives there. Raises UnfitUrlError.
    """
    try:
        parsed = httpx.URL(url.strip()) if len(url) <= MAX_LENGTH else None
    except (httpx.InvalidURL, UnicodeError, ValueError):
        parsed = None
    if parsed is None or parsed.scheme != "https" or parsed.userinfo or parsed.port not in {None, HTTPS_PORT}:
        raise UnfitUrlError
    host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
    match = _HOST.fullmatch(host)
    if match is None or _NUMBER.fullmatch(match[1]):
        raise UnfitUrlError
    return Target(host, parsed.raw_path.decode("ascii"))
