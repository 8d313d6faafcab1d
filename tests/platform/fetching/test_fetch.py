"""Reading from a real server: what was checked is connected to, and no answer is taken on trust."""

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.platform.fetching.https_server import (
    NAME,
    OTHER_NAME,
    PublicSite,
    a_public_site,
    a_redirect,
    an_answer,
)
from wethaq.platform.fetching.addresses import is_public
from wethaq.platform.fetching.errors import (
    AnswerTooLargeError,
    PrivateAddressError,
    SourceTooSlowError,
    SourceUnreachableError,
    TooManyRedirectsError,
    UnexpectedAnswerError,
    UnfitUrlError,
)
from wethaq.platform.fetching.fetch import HEADERS, Network, fetch_public, resolve

LIMIT = 10_000
PATIENCE = timedelta(seconds=20)
SHORT = timedelta(seconds=0.3)
HERE = f"https://{NAME}"
THERE = f"https://{OTHER_NAME}"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[PublicSite]:
    async with a_public_site(tmp_path, {}) as site:
        yield site


async def fetched(site: PublicSite, url: str = f"{HERE}/a.ics", timeout: timedelta = PATIENCE) -> bytes:  # noqa: ASYNC109 - the function's own
    return await fetch_public(url, limit=LIMIT, timeout=timeout, network=site.network())


async def test_a_calendar_is_read(site: PublicSite) -> None:
    site.answers["/a.ics?key=1"] = an_answer(b"BEGIN:VCALENDAR")
    assert await fetched(site, f"{HERE}/a.ics?key=1") == b"BEGIN:VCALENDAR"
    assert site.resolved == [NAME]


async def test_the_request_says_its_name_and_nothing_of_us(
    site: PublicSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text(
        f"machine {NAME} login u password p\nmachine 127.0.0.1 login u password p\n"
    )
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    site.answers["/a.ics"] = an_answer(b"x", "200 OK", "Set-Cookie: a=b")
    await fetched(site)
    await fetched(site)
    lines = site.asked[1].strip().split("\r\n")
    assert lines[0] == "GET /a.ics HTTP/1.1"
    assert sorted(lines[1:]) == sorted(
        [f"Host: {NAME}", *(f"{name}: {value}" for name, value in HEADERS.items())]
    )


async def test_the_certificate_must_be_the_names(site: PublicSite) -> None:
    site.answers["/a.ics"] = an_answer()
    with pytest.raises(SourceUnreachableError):
        await fetched(site, "https://impostor.public.test/a.ics")
    with pytest.raises(SourceUnreachableError):
        await fetch_public(
            f"{HERE}/a.ics",
            limit=LIMIT,
            timeout=PATIENCE,
            network=site.network(tls=ssl.create_default_context()),
        )
    assert site.asked == []


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%lo"])
async def test_a_name_that_leads_inside_is_not_asked(address: str) -> None:
    async def leads_inside(_: str) -> list[str]:
        return [address]

    network = Network(resolve=leads_inside, is_allowed=is_public)
    with pytest.raises(PrivateAddressError):
        await fetch_public(f"{HERE}/a.ics", limit=LIMIT, timeout=PATIENCE, network=network)


async def test_the_machines_own_resolver_and_rule_stand_where_nothing_else_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert await resolve("localhost")
    loop = asyncio.get_running_loop()

    async def getaddrinfo(*_: object, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("127.0.0.1", 443)), (10, 1, 6, "", ("::1", 443, 0, 0))]

    monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
    with pytest.raises(PrivateAddressError):
        await fetch_public(f"{HERE}/a.ics", limit=LIMIT, timeout=PATIENCE)


async def test_a_name_that_leads_nowhere_sounds_like_one_that_leads_inside() -> None:
    async def leads_nowhere(_: str) -> list[str]:
        raise OSError

    with pytest.raises(SourceUnreachableError) as nowhere:
        await fetch_public(
            f"{HERE}/a.ics", limit=LIMIT, timeout=PATIENCE, network=Network(resolve=leads_nowhere)
        )
    assert nowhere.value.message == PrivateAddressError.message


async def test_a_name_that_changes_its_mind_after_the_check_gains_nothing(site: PublicSite) -> None:
    """DNS rebinding: the second answer of the resolver is never asked for."""
    site.answers["/a.ics"] = an_answer(b"x")
    site.addresses[NAME] = [["127.0.0.1"], ["127.0.0.2"]]
    assert await fetched(site) == b"x"
    assert site.resolved == [NAME]


async def test_of_mixed_addresses_only_the_public_ones_are_tried(site: PublicSite) -> None:
    site.answers["/a.ics"] = an_answer(b"x")
    site.addresses[NAME] = [["10.0.0.1", "127.0.0.1", "::1"]]
    assert await fetched(site) == b"x"


async def test_an_address_that_does_not_answer_gives_way_to_the_next(site: PublicSite) -> None:
    site.answers["/a.ics"] = an_answer(b"x")
    site.addresses[NAME] = [["127.0.0.3", "127.0.0.1"]]
    site.is_allowed = lambda address: address.startswith("127.")  # type: ignore[method-assign]  # the test's own rule
    assert await fetched(site) == b"x"


async def test_redirects_are_followed_and_each_is_checked_again(site: PublicSite) -> None:
    site.answers |= {
        "/a.ics": a_redirect("/b.ics"),
        "/b.ics": a_redirect(f"{THERE}/c.ics", "307 Temporary Redirect"),
        "/c.ics": a_redirect("//" + NAME + "/d.ics", "301 Moved Permanently"),
        "/d.ics": an_answer(b"x"),
    }
    assert await fetched(site) == b"x"
    assert site.resolved == [NAME, NAME, OTHER_NAME, NAME]


async def test_a_fourth_redirect_is_one_too_many(site: PublicSite) -> None:
    site.answers["/a.ics"] = a_redirect("/a.ics")
    with pytest.raises(TooManyRedirectsError):
        await fetched(site)
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("http://calendar.public.test/", UnfitUrlError),
        ("https://127.0.0.1/", UnfitUrlError),
        ("https://calendar.public.test:8443/", UnfitUrlError),
        ("https://u:p@calendar.public.test/", UnfitUrlError),
        ("file:///etc/passwd", UnfitUrlError),
        (THERE, PrivateAddressError),
    ],
)
async def test_a_redirect_leads_nowhere_that_the_address_itself_could_not(
    site: PublicSite, location: str, error: type[Exception]
) -> None:
    site.answers["/a.ics"] = a_redirect(location)
    site.addresses[OTHER_NAME] = [["192.168.1.1"]]
    with pytest.raises(error):
        await fetched(site)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "404 Not Found", "206 Partial Content", "500 Oops", "304 Not Modified"]
)
async def test_an_answer_that_is_not_the_content_is_not_taken_for_it(site: PublicSite, status: str) -> None:
    site.answers["/a.ics"] = an_answer(b"", status)
    with pytest.raises(UnexpectedAnswerError):
        await fetched(site)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, gzip", "identity, gzip", "zstd"])
async def test_a_packed_answer_is_not_unpacked(site: PublicSite, coding: str) -> None:
    bomb = gzip.compress(gzip.compress(b"0" * 10_000_000))
    assert len(bomb) < LIMIT
    site.answers["/a.ics"] = an_answer(bomb, "200 OK", f"Content-Encoding: {coding}")
    with pytest.raises(UnexpectedAnswerError):
        await fetched(site)


async def test_an_answer_of_exactly_the_limit_is_read_and_one_octet_more_is_not(site: PublicSite) -> None:
    site.answers |= {"/a.ics": an_answer(b"0" * LIMIT), "/b.ics": an_answer(b"0" * (LIMIT + 1))}
    assert len(await fetched(site)) == LIMIT
    with pytest.raises(AnswerTooLargeError):
        await fetched(site, f"{HERE}/b.ics")


async def test_an_endless_answer_is_left_at_the_limit(site: PublicSite) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"400\r\n" + b"0" * 0x400 + b"\r\n")
            await writer.drain()

    site.answers["/a.ics"] = endless
    with pytest.raises(AnswerTooLargeError):
        await fetched(site)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b""]
)
async def test_an_answer_by_the_drop_ends_with_the_time(site: PublicSite, head: bytes) -> None:
    async def dripping(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"X: y\r\n" if head.endswith(b"OK\r\n") else b"0" if head else b"")
            await writer.drain()
            await asyncio.sleep(0.05)

    site.answers["/a.ics"] = dripping
    with pytest.raises(SourceTooSlowError):
        await fetched(site, timeout=SHORT)


async def test_the_time_counts_over_all_redirects(site: PublicSite) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(a_redirect("/a.ics"))

    site.answers["/a.ics"] = slow
    with pytest.raises(SourceTooSlowError):
        await fetched(site, timeout=SHORT)


async def test_a_resolver_that_never_answers_ends_with_the_time() -> None:
    async def never(_: str) -> list[str]:
        await asyncio.sleep(60)
        return []

    with pytest.raises(SourceTooSlowError):
        await fetch_public(f"{HERE}/a.ics", limit=LIMIT, timeout=SHORT, network=Network(resolve=never))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://[\r\n\r\n",
    ],
)
async def test_a_broken_answer_is_a_refusal_like_any_other(site: PublicSite, answer: bytes) -> None:
    site.answers["/a.ics"] = answer
    with pytest.raises((SourceUnreachableError, UnfitUrlError)):
        await fetched(site)
