"""Fetching a public address: the name is asked for once, and what was checked is what is connected to."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import httpx

from wethaq.platform.fetching.addresses import is_public
from wethaq.platform.fetching.errors import (
    AnswerTooLargeError,
    PrivateAddressError,
    SourceTooSlowError,
    SourceUnreachableError,
    TooManyRedirectsError,
    UnexpectedAnswerError,
)
from wethaq.platform.fetching.targets import HTTPS_PORT, Target, read_target

MAX_REDIRECTS: Final = 3
MAX_ADDRESSES: Final = 4
"""How many addresses of a name are tried, one after the other."""
HEADERS: Final = {
    "Accept": "*/*",
    # A packed answer may unfold to thousands of times its size; none is asked for, and none is taken.
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "Wethaq",
}


async def resolve(host: str) -> list[str]:
    """Return the addresses of a name as this machine's resolver knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and which of those may be asked. Only tests have another than the internet."""

    resolve: Callable[[str], Awaitable[list[str]]] = resolve
    is_allowed: Callable[[str], bool] = is_public
    port: int = HTTPS_PORT
    tls: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))


async def fetch_public(url: str, *, limit: int, timeout: timedelta, network: Network | None = None) -> bytes:  # noqa: ASYNC109 - the limit is ours: of the whole, redirects included
    """Return what lies at a public https address: at most `limit` octets, and within `timeout` in all.

    Neither cookies nor a sign-in nor the environment's proxy are used, and an
    address that leads elsewhere is checked again at each step.

    Raises:
        UnfitUrlError: it isn't plain https of a named host.
        PrivateAddressError: the name leads into a network that isn't public.
        SourceUnreachableError: nobody answers there under that name.
        SourceTooSlowError: the answer wasn't whole in time.
        TooManyRedirectsError: it leads on and on.
        UnexpectedAnswerError: the answer isn't the content itself.
        AnswerTooLargeError: it is larger than `limit`.
    """
    target = read_target(url)
    try:
        async with asyncio.timeout(timeout.total_seconds()):
            return await _follow(target, limit, network or Network())
    except TimeoutError:
        raise SourceTooSlowError from None


async def _follow(target: Target, limit: int, network: Network) -> bytes:
    for _ in range(MAX_REDIRECTS + 1):
        answer = await _ask(target, limit, network)
        if isinstance(answer, bytes):
            return answer
        target = answer
    raise TooManyRedirectsError


async def _ask(target: Target, limit: int, network: Network) -> bytes | Target:
    """Ask the host at one address after the other; return the content, or where it leads."""
    for address in await _checked_addresses(target.host, network):
        try:
            return await _ask_at(address, target, limit, network)
        except httpx.ConnectError:
            continue
        except httpx.HTTPError:
            break
    raise SourceUnreachableError


async def _checked_addresses(host: str, network: Network) -> list[str]:
    try:
        found = await network.resolve(host)
    except (OSError, UnicodeError):
        raise SourceUnreachableError from None
    public = [address for address in found if network.is_allowed(address)]
    if not public:
        raise PrivateAddressError
    return public[:MAX_ADDRESSES]


async def _ask_at(address: str, target: Target, limit: int, network: Network) -> bytes | Target:
    """Ask one address for the target; the certificate must be the name's (`sni_hostname`), not the address's."""
    url, headers = target.at(address, network.port), {**HEADERS, "Host": target.host}
    async with (
        _client(network.tls) as client,
        client.stream("GET", url, headers=headers, extensions={"sni_hostname": target.host}) as answer,
    ):
        if answer.has_redirect_location:
            return target.joined(answer.headers["Location"])
        return await _content(answer, limit)


def _client(tls: ssl.SSLContext) -> httpx.AsyncClient:
    """Return a client for one question: without memory, proxies and passwords, and with the caller's time limit."""
    no_other_limit = httpx.Timeout(None)
    return httpx.AsyncClient(verify=tls, trust_env=False, timeout=no_other_limit, follow_redirects=False)


async def _content(answer: httpx.Response, limit: int) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise UnexpectedAnswerError
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise UnexpectedAnswerError
    content = bytearray()
    async for piece in answer.aiter_raw():
        content += piece
        if len(content) > limit:
            raise AnswerTooLargeError
    return bytes(content)
