"""The feed itself: public by its secret link, for calendars that can't sign in."""

from datetime import UTC
from email.utils import format_datetime
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from wethaq.counseling.calendar_feed import Feed, read_feed
from wethaq.platform.localisation import active_language
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.sent_form import SiteRequest


@get("/calendars/{token:str}/counseling.ics", opt=PUBLIC)
async def show_feed(request: SiteRequest, token: FromPath[str], now: Now) -> Response[Any]:
    network = request.client.host if request.client else "unknown"
    feed = await read_feed(token, network=network, language=active_language(), now=now)
    if request.headers.get("if-none-match") == f'"{feed.etag}"':
        return Response(b"", status_code=304, headers=_headers(feed))
    return Response(feed.ics.encode(), media_type="text/calendar; charset=utf-8", headers=_headers(feed))


def _headers(feed: Feed) -> dict[str, str]:
    """Let a calendar ask again cheaply (RFC 9110, section 8.8), and let nobody between keep a copy."""
    return {
        "ETag": f'"{feed.etag}"',
        "Last-Modified": format_datetime(feed.changed_at.astimezone(UTC), usegmt=True),
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
    }


HANDLERS = [show_feed]
