"""Security headers on every answer, whatever produced it (design/security.md, The wire).

They are set in a `before_send` hook: middleware doesn't run for 404 and 405.
"""

from collections.abc import Mapping

from litestar.types import Message, Scope

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; base-uri 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'"
)
STATIC_PATH = "/static/"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


async def set_security_headers(message: Message, scope: Scope) -> None:
    """Complete the headers of an answer that is about to leave; a hook of the app."""
    if message["type"] != "http.response.start":
        return
    is_file = scope["path"].startswith(STATIC_PATH) and message["status"] == 200
    own = _OF_FILES if is_file else _OF_PAGES
    others = ((name, value) for name, value in message.get("headers", ()) if name.lower() not in own)
    message["headers"] = [*others, *own.items()]


def _encoded(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    return {name.lower().encode(): value.encode() for name, value in headers.items()}


_OF_FILES = _encoded(HEADERS | {"Cache-Control": "public, max-age=31536000, immutable"})
# Pages may hold personal data, and even a public one shows who is signed in.
_OF_PAGES = _encoded(HEADERS | {"Cache-Control": "no-store", "Vary": "HX-Request, Cookie"})
