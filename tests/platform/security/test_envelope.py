import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.security.envelope import (
    SealBrokenError,
    new_key,
    open_envelope,
    parse,
    parse_bytes,
    seal,
    seal_bytes,
)

KEY = new_key()
ADDRESS = "person.mobile.1"


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_again(content: bytes) -> None:
    assert open_envelope(KEY, ADDRESS, parse(seal(KEY, "person.1", ADDRESS, content))) == content
    assert (
        open_envelope(KEY, ADDRESS, parse_bytes(seal_bytes(KEY, "document.1", ADDRESS, content))) == content
    )


def test_an_envelope_names_its_version_and_key_and_hides_the_rest() -> None:
    token = seal(KEY, "person.1", ADDRESS, "سر".encode())
    assert token.startswith("v1|person.1|")
    assert token.count("|") == 3
    assert token.isascii()


def test_the_same_value_never_looks_the_same_twice() -> None:
    assert len({seal(KEY, "person.1", ADDRESS, b"+966500000000") for _ in range(100)}) == 100


def test_of_10_000_swapped_ids_none_opens() -> None:
    tokens = [
        parse(seal(KEY, "person.1", f"person.mobile.{number}", b"+966500000000")) for number in range(10_000)
    ]
    opened = 0
    for number in range(10_000):
        try:
            open_envelope(KEY, f"person.mobile.{number}", tokens[(number + 1) % 10_000])
            opened += 1
        except SealBrokenError:
            pass
    assert opened == 0


@given(st.integers(0, 60), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    sealed = bytearray(seal_bytes(KEY, "document.1", ADDRESS, b"x" * 32))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBrokenError):
        open_envelope(KEY, ADDRESS, parse_bytes(bytes(sealed)))


@given(st.text())
def test_whatever_is_not_an_envelope_is_refused(text: str) -> None:
    with pytest.raises(SealBrokenError):
        open_envelope(KEY, ADDRESS, parse(text))


@given(st.binary())
def test_whatever_is_not_a_sealed_file_is_refused(content: bytes) -> None:
    with pytest.raises(SealBrokenError):
        open_envelope(KEY, ADDRESS, parse_bytes(content))


@pytest.mark.parametrize("key_id", ["person.2", "answer.1"])
def test_an_envelope_that_claims_another_key_does_not_open(key_id: str) -> None:
    token = seal(KEY, "person.1", ADDRESS, b"x").replace("person.1", key_id)
    with pytest.raises(SealBrokenError):
        open_envelope(KEY, ADDRESS, parse(token))
