"""Who may know whom."""

import re
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from tests.architecture.source_tree import (
    LAYERS,
    ROOT,
    SERVICES,
    Source,
    house_modules_imported_by,
    house_sources,
    imports_of,
)

LAYER_OF = {part: height for height, layer in enumerate(LAYERS) for part in layer}
PURE_FORBIDS = ("litestar", "piccolo", "wethaq.platform.database", "wethaq.platform.web")


def test_every_part_of_platform_has_a_layer() -> None:
    parts = {source.part for source in house_sources() if source.part}

    assert parts <= set(LAYER_OF), "Give the new part its place in LAYERS and docs/architecture.md."


def test_a_part_of_platform_imports_from_lower_layers_only() -> None:
    upward = [
        f"{source.place} imports {name}"
        for source in house_sources()
        if source.part
        for name in imports_of(source)
        if (other := _part_of(name)) and other != source.part
        if LAYER_OF[other] >= LAYER_OF[source.part]
    ]

    assert upward == []


def test_platform_imports_no_service() -> None:
    offenders = [
        f"{source.place} imports {name}"
        for source in house_sources()
        if source.room == "platform"
        for name in imports_of(source)
        if _service_of(name)
    ]

    assert offenders == []


def test_a_service_imports_no_other_service() -> None:
    offenders = [
        f"{source.place} imports {name}"
        for source in house_sources()
        if source.room in SERVICES
        for name in imports_of(source)
        if _service_of(name) not in {None, source.room}
    ]

    assert offenders == []


def test_only_the_composition_root_is_imported_by_nobody_below() -> None:
    """`app.py` may be started by the command line, and imported by nobody else."""
    offenders = [
        source.place
        for source in house_sources()
        if "wethaq.app" in imports_of(source) and source.part != "command_line"
    ]

    assert offenders == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    sources = house_sources()
    names = {source.name for source in sources}
    graph = {source.name: house_modules_imported_by(source, names) for source in sources}

    assert _first_circle(graph) == []


def test_policies_know_neither_the_web_nor_the_database() -> None:
    offenders = [
        f"{source.place} imports {name}"
        for source in house_sources()
        if source.path.name == "policy.py" or source.path.parent.name == "policy"
        for name in imports_of(source)
        if name.startswith(PURE_FORBIDS)
    ]

    assert offenders == []


def test_imports_are_absolute() -> None:
    relative = re.compile(r"^\s*from \.", re.MULTILINE)

    assert [source.place for source in house_sources() if relative.search(source.text)] == []


def test_the_document_shows_the_same_layers() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    block = re.search(r"```layers\n(.*?)```", text, re.DOTALL)
    assert block
    rows = [re.split(r"\s{2,}|·", row)[0].strip() for row in block[1].strip().splitlines()]

    assert [tuple(row.split(", ")) for row in rows] == list(reversed(LAYERS))


def test_the_layers_name_each_part_once() -> None:
    everyone = sorted(part for layer in LAYERS for part in layer)

    assert all(one != other for one, other in pairwise(everyone))


def _part_of(name: str) -> str | None:
    parts = name.split(".")
    if parts[:2] != ["wethaq", "platform"] or len(parts) < 3:
        return None
    return parts[2] if parts[2] in LAYER_OF else None


def _service_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "wethaq" and len(parts) > 1 and parts[1] in SERVICES else None


def _first_circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        found: list[str] = circle.args[1]
        return found
    return []


def test_a_planted_import_upward_is_noticed() -> None:
    """The tests above can fail: a made-up chain of imports is a circle."""
    assert _first_circle({"a": {"b"}, "b": {"a"}}) != []
    assert _part_of("wethaq.platform.web.forms") == "web"
    assert _service_of("wethaq.matching.policy") == "matching"
    assert Source(ROOT / "platform/web/forms.py").part == "web"
