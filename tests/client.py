"""A visitor's browser: keeps cookies, says where a form came from, sends the form's token."""

import re
from types import TracebackType
from typing import Any, Self

import httpx

BASE_URL = "https://wethaq.test"
_TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]*)"')
SAME_ORIGIN = {"sec-fetch-site": "same-origin", "origin": BASE_URL}


class Client:
    """`get` and `post` as a browser would; `post` adds the CSRF token of the last page seen."""

    def __init__(self, app: Any, headers: dict[str, str] | None = None) -> None:
        self.app = app
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url=BASE_URL, headers=headers)
        self.token = ""

    async def __aenter__(self) -> Self:
        # The house's own start-up opens the pool; the `database` fixture has done so already.
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    def new(self) -> "Client":
        """Return another browser on the same site: another person, another device."""
        return Client(self.app)

    async def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return self._seen(await self.http.get(path, **kwargs))

    async def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> httpx.Response:
        headers = {**SAME_ORIGIN, **kwargs.pop("headers", {})}
        form = {"csrf_token": self.token, **(data or {})}
        return self._seen(await self.http.post(path, data=form, headers=headers, **kwargs))

    async def follow(self, response: httpx.Response) -> httpx.Response:
        """Go where a redirect points to."""
        return await self.get(response.headers["location"])

    def _seen(self, response: httpx.Response) -> httpx.Response:
        if found := _TOKEN.search(response.text):
            self.token = found.group(1)
        return response
