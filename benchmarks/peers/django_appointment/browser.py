"""A browser that calls the peer as a web server does, in its own process, and meters only the call."""

from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from benchmarks.metering import Meter

HOST = "peer.test"


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.cookies: SimpleCookie = SimpleCookie()
        self.body = b""

    def start(self, status: str, headers: list[tuple[str, str]], *_: object) -> None:
        self.status = int(status.split(maxsplit=1)[0])
        self.headers = {name.lower(): value for name, value in headers}
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies.load(value)


class Browser:
    """Keeps cookies, answers the cross-site check, follows nothing by itself."""

    def __init__(self, meter: Meter, cookies: dict[str, str]) -> None:
        self._application: WSGIHandler = get_wsgi_application()
        self._meter = meter
        self._cookies = dict(cookies)

    def get(self, path: str, query: dict[str, str] | None = None, *, is_ajax: bool = False) -> Answer:
        more = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if is_ajax else {}
        return self._call("GET", path, b"", {"QUERY_STRING": urlencode(query or {}), **more})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        form = {"csrfmiddlewaretoken": self._cookies.get("csrftoken", ""), **fields}
        return self._call(
            "POST", path, urlencode(form).encode(), {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
        )

    def _call(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"https://{HOST}",
            "HTTP_REFERER": f"https://{HOST}/",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(body),
            **more,
        }
        answer = Answer()
        with self._meter.running():
            response = self._application(environ, answer.start)
            answer.body = b"".join(response)
            response.close()
        self._cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
        return answer
