"""Names that say something, and files and functions that fit the eye."""

import re

from tests.architecture.source_tree import ROOT, all_sources, functions_of, house_sources, templates

MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 40
MAX_TEMPLATE_LINES = 120

LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with its reason: a big table of words, a long form."""

EMPTY_WORDS = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?|stuff|data|info|base)$")


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [source.place for source in all_sources() if EMPTY_WORDS.search(source.path.stem)] == []


def test_no_folder_has_a_name_that_says_nothing() -> None:
    folders = {source.path.parent.relative_to(ROOT) for source in all_sources()}

    assert [str(folder) for folder in folders if EMPTY_WORDS.search(folder.name)] == []


def test_no_file_is_longer_than_its_ceiling() -> None:
    long = [
        f"{source.place} has {lines} lines"
        for source in house_sources()
        if source.place not in LONG_FILES and (lines := source.text.count("\n")) > MAX_FILE_LINES
    ]

    assert long == []


def test_every_exception_is_still_needed() -> None:
    lines = {source.place: source.text.count("\n") for source in house_sources()}

    assert [place for place in LONG_FILES if lines.get(place, 0) <= MAX_FILE_LINES] == []


def test_no_function_is_longer_than_its_ceiling() -> None:
    long = [
        f"{source.place}:{function.name} has {length} lines"
        for source in all_sources()
        for function in functions_of(source)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]

    assert long == []


def test_no_template_is_longer_than_its_ceiling() -> None:
    long = [
        f"{path.relative_to(ROOT)} has {lines} lines"
        for path in templates()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MAX_TEMPLATE_LINES
    ]

    assert long == []
