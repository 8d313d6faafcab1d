"""Pages, fragments and redirects: what a controller answers with."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import Response
from litestar.enums import MediaType
from litestar.response import Redirect
from markupsafe import Markup, escape

from wethaq.platform.localisation import install_in
from wethaq.platform.settings import get_settings
from wethaq.platform.web.assets import asset
from wethaq.platform.web.csrf import FIELD, csrf_token
from wethaq.platform.web.kept_parts import icon, keeper
from wethaq.platform.web.links import same_page_in, url
from wethaq.platform.web.parked import FORM_PAGE_FIELD, form_page, restored_values
from wethaq.platform.web.sent_form import SiteRequest
from wethaq.platform.web.site_environment import SiteEnvironment
from wethaq.platform.web.template_filters import FILTERS
from wethaq.platform.web.visit import current_visit

TEMPLATES = Path(__file__).parents[2] / "templates"


def csrf_field() -> Markup:
    """Return the hidden fields that every POST form carries: its token and its page."""
    return _hidden(FIELD, csrf_token()) + _hidden(FORM_PAGE_FIELD, form_page())


def make_environment() -> Environment:
    """Return the Jinja environment: escaping everywhere, and no silent undefined names."""
    environment = SiteEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=get_settings().is_development,
    )
    install_in(environment)
    environment.filters.update(FILTERS)
    environment.globals.update(
        url=url,
        asset=asset,
        same_page_in=same_page_in,
        draw_icon=icon,
        drawn_once=keeper(environment),
        csrf_field=csrf_field,
        csrf_token=csrf_token,
        visit=current_visit,
        settings=get_settings,
    )
    return environment


ENVIRONMENT = make_environment()


def render(name: str, /, **context: Any) -> str:
    """Return a template as text, in the active language.

    Raises ValueError for a value that would hide a name which every layout relies on.
    """
    if hidden := context.keys() & ENVIRONMENT.globals.keys():
        raise ValueError(f"{name} is given a {', '.join(sorted(hidden))}, a name that all templates share")
    return ENVIRONMENT.get_template(name).render(**context)


def page(name: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """Answer with a whole page; forms find `errors` and `values` even where there are none."""
    context.setdefault("errors", {})
    context["values"] = {**context.get("values", {}), **restored_values()}
    return Response(render(name, **context), media_type=MediaType.HTML, status_code=status)


def fragment(name: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """Answer HTMX with a part of a page (a template whose name begins with `_`)."""
    return page(name, status=status, **context)


def go_on(request: SiteRequest, path: str) -> Response[Any]:
    """Send a plain form on with a 303; HTMX, which would take the next page for a part, by its header."""
    if not request.wants_part:
        return redirect(path)
    return Response(b"", status_code=204, headers={"HX-Redirect": url(path)})


def redirect(path: str) -> Redirect:
    """Send the browser on with a GET (303), in the reader's language."""
    return Redirect(url(path), status_code=303)


def _hidden(name: str, value: str) -> Markup:
    return Markup(f'<input type="hidden" name="{name}" value="{escape(value)}">')  # noqa: S704 - escaped
