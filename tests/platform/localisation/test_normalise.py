"""What people type comes to one form, whatever keyboard it was typed on."""

import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.localisation.digits import DigitShapes, number_text, shown_digits, use_digits
from wethaq.platform.localisation.normalise import (
    BIDI_CONTROLS,
    ascii_digits,
    is_national_id,
    isolate,
    luhn_digit,
    normalise_email,
    normalise_mobile,
    normalise_national_id,
    normalise_text,
    single_line,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, None),
        ("  \u200f \x00", None),
        ("\u202eسالم\u202c", "سالم"),
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ufeffيوم", "يوم"),
        ("e\u0301", "é"),
        ("\ud800x", "x"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("٣ أيام", "٣ أيام"),
    ],
)
def test_what_cannot_be_seen_is_dropped(typed: str | None, kept: str | None) -> None:
    assert normalise_text(typed) == kept


@given(st.text())
def test_a_normalised_text_is_stable_storable_and_free_of_tricks(typed: str) -> None:
    text = normalise_text(typed)
    assert normalise_text(text) == text
    if text is not None:
        text.encode()
        assert not set(text) & {"\x00", *BIDI_CONTROLS}
        assert unicodedata.is_normalized("NFC", text)


def test_one_line_has_no_breaks() -> None:
    assert single_line(" حي \n المروج\t ") == "حي المروج"
    assert single_line(" ") is None


def test_an_isolated_value_cannot_turn_its_surroundings() -> None:
    assert isolate("W-1448-7") == "\u2068W-1448-7\u2069"


def test_both_families_of_digits_are_read_and_either_is_written() -> None:
    assert ascii_digits("٠٥٦ ۴۵۶ 12") == "056 456 12"
    assert number_text(12500) == "12,500"
    with use_digits(DigitShapes.ARABIC):
        assert number_text(12500.5) == "١٢٬٥٠٠٫٥"
        assert shown_digits("3 أيام") == "٣ أيام"


@pytest.mark.parametrize(
    "typed",
    [
        "0501234567",
        "501234567",
        "٠٥٠١٢٣٤٥٦٧",
        "050 123 4567",
        "050-123-4567",
        "00966501234567",
        "+966 50 123 4567",
        "966501234567",
        "+966\u00a0501234567",
        "\u202a+966501234567\u202c",
    ],
)
def test_a_saudi_mobile_is_understood_however_it_is_written(typed: str) -> None:
    assert normalise_mobile(typed) == "+966501234567"


def test_a_foreign_mobile_is_accepted_with_its_country() -> None:
    example = phonenumbers.example_number_for_type("JO", phonenumbers.PhoneNumberType.MOBILE)
    written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert normalise_mobile(written) == written.replace(" ", "")


@pytest.mark.parametrize("typed", [None, "", "05012345", "0144221234", "hello", "+999123", "05012345678"])
def test_what_does_not_ring_in_a_pocket_is_refused(typed: str | None) -> None:
    assert normalise_mobile(typed) is None


@given(st.sampled_from("12"), st.integers(0, 99_999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_is_always_noticed(first: str, serial: int, place: int, step: int) -> None:
    stem = f"{first}{serial:08d}"
    number = stem + luhn_digit(stem)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert is_national_id(number)
    assert not is_national_id(wrong)


def test_an_id_is_read_with_arabic_digits_and_spaces() -> None:
    stem = "1000000000"[:9]
    number = stem + luhn_digit(stem)
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert normalise_national_id(f" {arabic[:5]} {arabic[5:]} ") == number


@pytest.mark.parametrize("typed", [None, "", "3000000000", "100000000", "10000000001", "١٢٣", "abcdefghij"])
def test_what_is_no_id_is_refused(typed: str | None) -> None:
    assert normalise_national_id(typed) is None


def test_one_mailbox_has_one_spelling() -> None:
    assert normalise_email(" Noura.S+wethaq@Example.COM\u200f ") == "noura.s+wethaq@example.com"


@pytest.mark.parametrize(
    "typed",
    [
        None,
        "",
        "a",
        "a@b",
        "a@b..c",
        ".a@b.co",
        "a.@b.co",
        "a..b@c.co",
        "a b@c.co",
        "a@-b.co",
        "a@b.co\nBcc: x@y.zz",
        "a" * 65 + "@b.co",
    ],
)
def test_what_is_no_email_address_is_refused(typed: str | None) -> None:
    assert normalise_email(typed) is None
