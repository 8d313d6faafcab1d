"""Messages reach a reader in their language, counted and addressed rightly."""

import asyncio

import pytest
from jinja2 import Environment

from wethaq.platform.localisation import (
    Language,
    active_language,
    gendered,
    gettext,
    install_in,
    ngettext,
    pgettext,
    use_language,
)
from wethaq.platform.localisation.catalogues import plural_index
from wethaq.platform.localisation.unreadable import UnreadableInputError


def test_arabic_is_spoken_unless_someone_chose_english() -> None:
    assert gettext("today") == "اليوم"
    with use_language("en"):
        assert gettext("today") == "today"
    assert active_language() == "ar"


async def test_each_task_speaks_its_own_language() -> None:
    async def speak(language: Language) -> str:
        with use_language(language):
            await asyncio.sleep(0)
            return gettext("tomorrow")

    assert await asyncio.gather(speak("ar"), speak("en")) == ["غدًا", "tomorrow"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "أقل من يوم"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يومًا"),
        (99, "99 يومًا"),
        (100, "100 يوم"),
        (103, "103 أيام"),
        (111, "111 يومًا"),
        (202, "202 يوم"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, expected: str) -> None:
    assert ngettext("%(num)s day", "%(num)s days", number) == expected


def test_the_plural_rule_is_that_of_the_files_header() -> None:
    """The header's formula, written out, decides like CLDR's rule for every number."""
    for number in range(1000):
        rest = number % 100
        by_header = number if number < 3 else 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5
        assert plural_index("ar", number) == by_header


def test_an_unknown_message_is_shown_in_english() -> None:
    assert gettext("No such message {name}", name="x") == "No such message x"
    assert ngettext("%(num)s frog", "%(num)s frogs", 2) == "2 frogs"
    assert pgettext("pond", "frog") == "frog"


def test_a_reader_whose_sex_is_unknown_is_addressed_neutrally() -> None:
    assert gendered("Hello %(name)s", None, name="%") == "Hello %"


def test_an_error_reads_in_the_language_of_the_moment() -> None:
    error = UnreadableInputError()
    assert str(error) == "تعذّرت قراءة ما كُتب هنا. راجعه من فضلك."
    with use_language("en"):
        assert str(error) == "This could not be read. Check what you typed."


def test_templates_escape_what_is_filled_in() -> None:
    environment = Environment(autoescape=True)
    install_in(environment)
    page = environment.from_string(
        '{{ _("Hello %(name)s", name=a) }}'
        '{{ ngettext("%(num)s day", "%(num)s days", 2) }}{{ pgettext("clock", "am") }}{{ gendered(a, "male") }}'
        "{% trans count=n %}{{ count }} frog{% pluralize %}{{ count }} frogs{% endtrans %}"
    ).render(a="<b>", n=7)
    assert page == "Hello &lt;b&gt;يومانص&lt;b&gt;7 frogs"
