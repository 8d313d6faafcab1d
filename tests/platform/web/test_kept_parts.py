"""What is drawn once: the same for everybody, and nothing of whoever came first."""

from uuid import uuid4

import pytest
from jinja2 import DictLoader, Environment

from wethaq.platform.actors import Actor
from wethaq.platform.localisation import use_language
from wethaq.platform.web.kept_parts import icon, keeper
from wethaq.platform.web.rendering import ENVIRONMENT, csrf_field, render
from wethaq.platform.web.visit import Visit, current_visit, set_visit

FIXED = ("layouts/_brand.html", "layouts/_footer_columns.html", "layouts/_head_files.html")


@pytest.fixture
def visitor() -> Visit:
    visit = Visit(
        language="en",
        path="/my-file",
        query="secret=1",
        state={"actor": Actor(account_id=uuid4()), "session_secret": "s"},
    )
    set_visit(visit)
    return visit


@pytest.mark.usefixtures("visitor")
def test_a_kept_part_is_drawn_where_there_is_no_visitor() -> None:
    templates = {"part.html": "{{ visit().actor.is_signed_in }} {{ visit().query }} {{ csrf_field() }}"}
    environment = Environment(loader=DictLoader(templates), autoescape=True)
    environment.globals.update(visit=current_visit, csrf_field=csrf_field)
    drawn = keeper(environment)("part.html")
    assert drawn.startswith("False")
    assert "secret" not in drawn
    assert 'name="csrf_token" value=""' in drawn


@pytest.mark.usefixtures("visitor")
@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_kept_part_is_what_the_visitor_would_have_got(name: str, language: str) -> None:
    set_visit(Visit(language=language))  # type: ignore[arg-type]
    with use_language(language):  # type: ignore[arg-type]
        assert ENVIRONMENT.globals["drawn_once"](name) == render(name)  # type: ignore[operator]


def test_an_icon_is_turned_in_arabic_only_where_it_points() -> None:
    assert "data-directional" in icon("arrow-left")
    assert "data-directional" not in icon("lock")


def test_the_words_of_an_icon_are_escaped() -> None:
    assert 'role="img" aria-label="&lt;b&gt;"' in icon("lock", label="<b>")
    assert 'aria-hidden="true"' in icon("lock")


def test_no_page_hides_a_name_that_the_layouts_share() -> None:
    with pytest.raises(ValueError, match="drawn_once"):
        render("layouts/_brand.html", drawn_once=[])
