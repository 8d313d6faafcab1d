"""The site as schemathesis wants it described: every route, with the parameters and fields that it takes.

The site publishes no such description, since it is for people; this one is
read off the routes and off the forms that the intruder was shown.
"""

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from litestar.params import QueryParameter

from tests.attack.intruders import LEFT_ALONE, Intruder
from tests.site.found_forms import Field, FoundForm
from tests.site.routes import ROUTES, Route
from wethaq.app import app

_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_READ_BY_HAND = re.compile(r"""query_params(?:\.get\(|\[)"(\w+)"|"(\w+)" in request\.query_params""")
MOST_VALUES = 20
EDGES = ["0", "-1", "1e9", "2147483648", "9223372036854775808", str(2**128), "٣", "1\n2"]
"""Numbers where there is none, and beyond those of the database."""


def describe(intruder: Intruder) -> dict[str, Any]:
    """Return an OpenAPI document of what the intruder may try."""
    paths: dict[str, dict[str, Any]] = {}
    values = intruder.values
    for route in ROUTES:
        if not LEFT_ALONE.search(route.path):
            operation = _operation(route, values, intruder.forms)
            paths.setdefault(_PARAMETER.sub(r"{\1}", route.path), {})[route.method.lower()] = operation
    return {"openapi": "3.1.0", "info": {"title": "wethaq", "version": "1"}, "paths": paths}


def _operation(route: Route, values: dict[str, set[str]], forms: list[FoundForm]) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": _path_schema(kind, values.get(name, set()))}
        for name, kind in _PARAMETER.findall(route.path)
    ]
    parameters += [
        {"name": name, "in": "query", "schema": {"anyOf": [{"type": "string"}, {"enum": EDGES}]}}
        for name in _query_names(route)
    ]
    operation: dict[str, Any] = {"parameters": parameters, "responses": {"default": {"description": ""}}}
    if route.method == "POST":
        operation["requestBody"] = _body(route, forms)
    return operation


def _path_schema(kind: str, known: set[str]) -> dict[str, Any]:
    typed = {"type": "string", "minLength": 1} | ({"format": "uuid"} if kind == "uuid" else {})
    return {"anyOf": [{"enum": sorted(known)[:MOST_VALUES]}, typed]} if known else typed


def _query_names(route: Route) -> set[str]:
    """Return what the route's handler declares, and what its module reads by hand."""
    names: set[str] = set()
    for handler in _handlers(route):
        parameters = handler.parsed_fn_signature.parameters
        names |= {
            name for name, each in parameters.items() if isinstance(each.kwarg_definition, QueryParameter)
        }
        source = inspect.getsource(sys.modules[handler.fn.__module__])
        names |= {name for found in _READ_BY_HAND.findall(source) for name in found if name}
    return names


def _handlers(route: Route) -> Iterator[Any]:
    for each in app.litestar.routes:
        if each.path == route.path:
            yield from (one for one in each.route_handlers if route.method in one.http_methods)


def _body(route: Route, forms: list[FoundForm]) -> dict[str, Any]:
    """Describe every field that a form of this route was seen with; nothing is required, anything may be wrong."""
    pattern = re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(route.path)))
    seen = [form for form in forms if pattern.fullmatch(form.pattern)]
    fields: dict[str, Any] = {}
    for form in seen:
        fields |= {name: _field_schema(each) for name, each in form.fields.items()}
    schema = {"type": "object", "properties": fields}
    is_multipart = any(form.is_multipart for form in seen)
    kind = "multipart/form-data" if is_multipart else "application/x-www-form-urlencoded"
    return {"content": {kind: {"schema": schema}}}


def _field_schema(each: Field) -> dict[str, Any]:
    if each.kind == "file":
        return {"type": "string", "format": "binary"}
    given: Iterable[str] = sorted({value for value in each.values if value})
    known = list(given)[:MOST_VALUES]
    return {"anyOf": [{"enum": [*known, *EDGES]}, {"type": "string"}]}
