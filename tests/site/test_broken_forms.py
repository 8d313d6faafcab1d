"""Bodies that claim to be a form and are none: the sender's mistake, told as such."""

import pytest

from tests.client import SAME_ORIGIN, Client
from tests.platform.accounts.builders import a_beneficiary, signed_in

EDGE = b"--edge\r\n"
HEAD = b'Content-Disposition: form-data; name="%s"\r\n\r\n'
FILE = b'Content-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
END = b"--edge--\r\n"
MULTIPART = "multipart/form-data; boundary=edge"
BODIES = {
    "a lone surrogate": (MULTIPART, EDGE + HEAD % b"address" + b"\xed\xa0\x80\r\n" + END),
    "a cut letter": (MULTIPART, EDGE + HEAD % b"address" + b"\xd9\r\n" + END),
    "a name of broken letters": (MULTIPART, EDGE + HEAD % b"\xff\xfe" + b"x\r\n" + END),
    "a file of broken name": (MULTIPART, EDGE + FILE % (b"\xff.pdf", b"application/pdf", b"%PDF") + END),
    "a file of no type": (MULTIPART, EDGE + FILE % (b"a.pdf", b"\xff/\xff", b"%PDF") + END),
    "a text in an unknown code": (
        MULTIPART,
        EDGE
        + HEAD.replace(b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=klingon\r\n\r\n") % b"a"
        + b"x\r\n"
        + END,
    ),
    "a form cut short": (MULTIPART, EDGE + HEAD % b"address" + b"x"),
    "an edge only": (MULTIPART, EDGE),
    "no edge named": ("multipart/form-data", EDGE + HEAD % b"address" + b"x\r\n" + END),
    "another edge": ("multipart/form-data; boundary=other", EDGE + HEAD % b"address" + b"x\r\n" + END),
    "very many parts": (MULTIPART, (EDGE + HEAD % b"a" + b"x\r\n") * 2000 + END),
    "a part without a name": (MULTIPART, EDGE + b"Content-Disposition: form-data\r\n\r\nx\r\n" + END),
    "a part without a head": (MULTIPART, EDGE + b"\r\nx\r\n" + END),
    "very many fields": ("application/x-www-form-urlencoded", b"a=1&" * 20_000),
    "half an escape": ("application/x-www-form-urlencoded", b"address=%&b=%d&%=%zz&=&&"),
    "broken letters": ("application/x-www-form-urlencoded", b"address=\xff%ff%ed%a0%80%00"),
    "JSON": ("application/json", b'{"address": "a@example.org"}'),
    "broken JSON": ("application/json", b"{"),
    "message pack": ("application/vnd.msgpack", b"\xc1"),
    "nothing of no type": ("", b""),
    "a type of no sense": ("text", b"\x00\xff"),
}


@pytest.mark.parametrize("name", BODIES)
async def test_a_broken_form_is_refused_without_breaking_anything(client: Client, name: str) -> None:
    kind, body = BODIES[name]
    beneficiary = await signed_in(client, await a_beneficiary())
    for path in ("/sign-in", "/ask", "/my-file/details/name", "/page-opinions"):
        for browser in (client, beneficiary):
            headers = {**SAME_ORIGIN, "content-type": kind, "x-csrf-token": browser.token}
            answer = await browser.http.post(path, content=body, headers=headers)
            assert answer.status_code < 500, path
            del headers["x-csrf-token"]
            answer = await browser.http.post(path, content=body, headers=headers)
            assert answer.status_code < 500, path
