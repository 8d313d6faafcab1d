import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.localisation.languages import use_language
from wethaq.platform.localisation.translation import gettext
from wethaq.platform.security.guessing import guessing_strength
from wethaq.platform.security.password_policy import (
    PasswordGuessedEarlyError,
    PasswordTooLongError,
    PasswordTooShortError,
    ensure_acceptable_password,
)

GUESSED_EARLY = [
    "Password1234!",
    "P@ssw0rd2024!",
    "passwordpassword",
    "password1password2",
    "iloveyou12345",
    "qwertyuiop12",
    "poiuytrewq2020",
    "1qaz2wsx3edc",
    "147258369147",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "abcdefghijkl",
    "Summer2026!!!",
    "Ahmed@1990tabuk",
    "Mohammed123456",
    "wethaq.tabuk.2026",
    "٠١٢٣٤٥٦٧٨٩٠١",
    "محمد١٢٣٤٥٦٧٨٩",
    "فاطمة1412تبوك",
    "ضصثقفغعهخحجد",
    "أبتثجحخدذرزس",
    "حبيبتي حياتي",
    "بسم الله الرحمن",
]
HARD_TO_GUESS = [
    "correct horse battery staple",
    "Kx9!vQ2m#Lp4",
    "النخلة تشرب قهوة الجبل",
    "مفتاح أزرق وسبع بطات",
    "tumbling-otters-paint-fences",
]


@pytest.mark.parametrize("password", GUESSED_EARLY)
def test_what_everybody_guesses_first_is_refused_however_long(password: str) -> None:
    with pytest.raises(PasswordGuessedEarlyError):
        ensure_acceptable_password(password, is_staff=False)


@pytest.mark.parametrize("password", HARD_TO_GUESS)
def test_a_few_unexpected_words_or_letters_are_enough(password: str) -> None:
    ensure_acceptable_password(password, is_staff=False)


def test_staff_need_fifteen_characters_and_everybody_else_twelve() -> None:
    ensure_acceptable_password("Kx9!vQ2m#Lp4", is_staff=False)
    with pytest.raises(PasswordTooShortError) as refused:
        ensure_acceptable_password("Kx9!vQ2m#Lp4", is_staff=True)
    assert refused.value.params == {"count": 15}


def test_eleven_characters_are_refused_and_a_hundred_allowed() -> None:
    with pytest.raises(PasswordTooShortError):
        ensure_acceptable_password("Kx9!vQ2m#Lp", is_staff=False)
    ensure_acceptable_password("otters paint " * 7 + "fences at dawn", is_staff=False)


def test_a_flood_of_text_is_refused() -> None:
    with pytest.raises(PasswordTooLongError):
        ensure_acceptable_password("x9K!" * 65, is_staff=False)


def test_the_persons_own_words_count_as_the_most_common() -> None:
    password = "Alhuwaiti.Gharib"
    ensure_acceptable_password(password, is_staff=False)
    with pytest.raises(PasswordGuessedEarlyError):
        ensure_acceptable_password(password, is_staff=False, context=["Gharib Alhuwaiti"])


def test_the_refusal_speaks_arabic_to_an_arabic_reader() -> None:
    with use_language("ar"):
        assert "سهلة التخمين" in gettext(PasswordGuessedEarlyError.message)
        assert "15 حرفًا" in gettext(PasswordTooShortError.message, count=15)


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_no_text_is_worth_more_than_its_letters(text: str) -> None:
    assert guessing_strength(text) <= len(text)


@given(st.sampled_from(HARD_TO_GUESS), st.integers(2, 6))
def test_repeating_a_password_makes_it_hardly_stronger(password: str, times: int) -> None:
    assert guessing_strength(password * times) <= guessing_strength(password) * 3
