"""The Arabic is complete, consistent and Arabic."""

from pathlib import Path

import pytest

from wethaq.platform.localisation.completeness import (
    conflicting_messages,
    faulty_translations,
    missing_messages,
    stale_messages,
)
from wethaq.platform.localisation.extraction import FoundMessage, find_messages, part_of


@pytest.fixture(scope="module")
def found() -> list[FoundMessage]:
    return list(find_messages())


def test_every_message_is_written_in_arabic(found: list[FoundMessage]) -> None:
    missing = [
        f"{message.place} {message.text!r} {message.context or ''}" for message in missing_messages(found)
    ]
    assert not missing, "\n".join(["run: python -m wethaq.platform.localisation.completeness", *missing])


def test_no_translation_outlives_its_message(found: list[FoundMessage]) -> None:
    assert stale_messages(found) == []


def test_two_parts_translate_the_same_message_alike() -> None:
    assert conflicting_messages() == []


def test_translations_keep_placeholders_and_speak_arabic() -> None:
    assert faulty_translations() == []


def test_messages_are_found_in_code_and_in_templates(tmp_path: Path) -> None:
    code = tmp_path / "platform" / "people" / "policy.py"
    page = tmp_path / "templates" / "platform" / "people" / "page.html"
    for path in (code, page):
        path.parent.mkdir(parents=True)
    code.write_text('N_("one")\nngettext("a day", "%(num)s days", 3)\npgettext("clock", "am")\n')
    page.write_text('{{ _("two") }}{% trans %}three{% endtrans %}{{ gendered("Welcome", sex) }}')
    said = {(message.text, message.plural, message.context) for message in find_messages(tmp_path)}
    assert said == {
        ("one", None, None),
        ("a day", "%(num)s days", None),
        ("am", None, "clock"),
        ("two", None, None),
        ("three", None, None),
        ("Welcome", None, None),
        ("Welcome", None, "feminine"),
        ("Welcome", None, "masculine"),
    }


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("platform/errors.py", "web"),
        ("app.py", "web"),
        ("platform/people/policy/names.py", "people"),
        ("templates/platform/people/a.html", "people"),
        ("templates/layouts/base.html", "web"),
        ("matching/service_page.py", "matching"),
    ],
)
def test_a_file_belongs_to_the_catalogue_of_its_part(place: str, part: str) -> None:
    assert part_of(Path(place)) == part
