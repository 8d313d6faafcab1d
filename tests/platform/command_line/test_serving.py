"""Whose word about a visitor's address is believed: the named proxies' and nobody else's."""

from typing import Any

import pytest
import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from wethaq.platform.command_line.serving import serve_app
from wethaq.platform.settings import get_settings


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server is told when it starts."""
    told: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda _, **options: told.update(options))
    return told


async def address_seen(options: dict[str, Any], *, sender: str) -> str:
    """Return the address that the site sees when `sender` says that it speaks for 192.0.2.7."""
    seen: list[str] = []

    async def site(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        seen.append(scope["client"][0])

    app: Any = site
    if options["proxy_headers"]:
        app = ProxyHeadersMiddleware(site, trusted_hosts=options["forwarded_allow_ips"])
    headers = [(b"x-forwarded-for", b"192.0.2.7")]
    await app({"type": "http", "scheme": "http", "headers": headers, "client": (sender, 1)}, None, None)
    return seen[0]


async def test_only_a_trusted_proxy_is_believed(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(get_settings(), "trusted_proxies", ["10.0.0.5"])
    serve_app("127.0.0.1", 8000)

    assert await address_seen(served, sender="10.0.0.5") == "192.0.2.7"
    assert await address_seen(served, sender="203.0.113.9") == "203.0.113.9"


async def test_without_a_proxy_nobody_is_believed(served: dict[str, Any]) -> None:
    serve_app("127.0.0.1", 8000)

    assert await address_seen(served, sender="127.0.0.1") == "127.0.0.1"
