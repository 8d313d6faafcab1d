"""Addresses as nobody should type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.errors import WethaqError
from wethaq.platform.fetching.errors import UnfitUrlError
from wethaq.platform.fetching.targets import MAX_LENGTH, Target, read_target

HOSTILE = [
    "",
    "calendar.example.org/x.ics",
    "//calendar.example.org/x.ics",
    "http://calendar.example.org/",
    "webcal://calendar.example.org/",
    "HTTP://calendar.example.org/",
    "ftp://calendar.example.org/",
    "file:///etc/passwd",
    "gopher://calendar.example.org/",
    "data:text/calendar,BEGIN:VCALENDAR",
    "javascript:alert(1)",
    "https:///x",
    "https://",
    "https:calendar.example.org",
    "https://user:secret@calendar.example.org/",
    "https://user@calendar.example.org/",
    "https://@127.0.0.1/",
    "https://calendar.example.org@127.0.0.1/",
    "https://calendar.example.org\\@127.0.0.1/",
    "https://127.0.0.1\\@calendar.example.org/",
    "https://calendar.example.org:8443/",
    "https://calendar.example.org:80/",
    "https://calendar.example.org:0/",
    "https://calendar.example.org:22/",
    "https://calendar.example.org:99999/",
    "https://calendar.example.org:x/",
    "https://localhost/",
    "https://intranet/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0/",
    "https://0x7f.1/",
    "https://0x7f000001/",
    "https://017700000001/",
    "https://2130706433/",
    "https://127.0.0.1./",
    "https://169.254.169.254/latest/meta-data/",
    "https://8.8.8.8/",
    "https://１２７.０.０.１/",
    "https://①②⑦.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1%25eth0]/",
    "https://[2606:4700::1111]/",
    "https://[::1",
    "https://calendar..example.org/",
    "https://.example.org/",
    "https://-x.example.org/",
    "https://calendar.example.org%2f@127.0.0.1/",
    "https://calendar.example.org%00.evil.test/",
    "https://calendar.example.org\r\nHost: evil.test/",
    "https://calendar.example.org/\r\nX: y",
    "https://calendar.example.org/\x00",
    "https://calendar example.org/",
    "https://calendar.example.org/" + "x" * MAX_LENGTH,
    "https://" + "x" * 64 + ".example.org/",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_what_is_not_plain_https_of_a_named_host_is_refused(url: str) -> None:
    with pytest.raises(UnfitUrlError):
        read_target(url)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://Calendar.Example.ORG/a.ics?key=x%2Fy#part", Target("calendar.example.org", "/a.ics?key=x%2Fy")),
        (" https://calendar.example.org:443 ", Target("calendar.example.org", "/")),
        ("https://calendar.example.org./x", Target("calendar.example.org", "/x")),
        ("https://تقويم.example.org/موعد", Target("xn--pgb2cjlk.example.org", "/%D9%85%D9%88%D8%B9%D8%AF")),
        ("https://calendar.example.org/../../x", Target("calendar.example.org", "/x")),
    ],
)  # fmt: skip
def test_a_public_address_is_read_as_written(url: str, target: Target) -> None:
    assert read_target(url) == target


@pytest.mark.parametrize(
    "location", ["http://calendar.example.org/", "//127.0.0.1/", "https://x@y.example.org/", "https://["]
)
def test_a_redirect_is_read_with_the_same_suspicion(location: str) -> None:
    with pytest.raises(UnfitUrlError):
        read_target("https://calendar.example.org/a/b").joined(location)


def test_a_redirect_may_be_relative() -> None:
    assert read_target("https://calendar.example.org/a/b?c").joined("../d") == Target(
        "calendar.example.org", "/d"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_breaks_the_reader(host: str, rest: str) -> None:
    for url in (host, f"https://{host}/{rest}", f"https://calendar.example.org/{rest}"):
        try:
            target = read_target(url)
            target.joined(rest)
        except WethaqError:
            continue
        assert target.host.isascii()
        assert not set(target.at("192.0.2.1", 443)) & set(" \r\n\t\0")
