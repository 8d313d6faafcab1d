"""Every link leads somewhere, and every page speaks its reader's language."""

import re

import pytest

from tests.browser.everybody import PEOPLE, Everybody

pytestmark = pytest.mark.browser

LEAST_VISITED = 1
"""Public pages that others have looked at often enough are passed by, so that some meet their own alone."""
AN_ENGLISH_ADDRESS = re.compile(r"/en([/?#]|$)|/static/")


@pytest.mark.parametrize("person", PEOPLE)
def test_no_link_is_broken(everybody: Everybody, person: str) -> None:
    visited = everybody.walk(person).visited.values()

    assert len(visited) > LEAST_VISITED
    assert [
        f"{each.status} {each.path} from {each.came_from}" for each in visited if each.status != 200
    ] == []


@pytest.mark.parametrize("person", PEOPLE)
def test_each_page_speaks_its_own_language(everybody: Everybody, person: str) -> None:
    for each in everybody.walk(person).visited.values():
        if each.text:
            is_english = AN_ENGLISH_ADDRESS.match(each.ended_at) is not None
            assert each.text.language == ("en" if is_english else "ar"), each.path
            assert each.text.foreign_words() == [], each.path


@pytest.mark.parametrize("person", PEOPLE)
def test_english_pages_lead_to_english_pages(everybody: Everybody, person: str) -> None:
    for each in everybody.walk(person).visited.values():
        if each.text and each.text.language == "en":
            links = [link for link in each.text.links if link.startswith("/")]
            assert [link for link in links if not AN_ENGLISH_ADDRESS.match(link)] == [], each.path
