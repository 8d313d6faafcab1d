"""What the documents promise is there: settings, commands, links."""

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from wethaq.platform.command_line.entry import COMMANDS
from wethaq.platform.settings import Settings

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")

every_document = pytest.mark.parametrize(
    "path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@every_document
def test_its_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []


@every_document
def test_its_commands_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert set(re.findall(r"`wethaq ([a-z]+)", text)) <= set(COMMANDS)
    made = set(re.findall(r"`make ([a-z-]+)`", text))
    assert [name for name in made if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    table = text.split("## Settings")[1].split("## ")[0]
    first_column = "\n".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))
    explained = set(re.findall(r"`([A-Z0-9_]+)`", first_column))

    assert explained == {name.upper() for name in Settings.model_fields}


def test_the_list_of_decisions_is_complete() -> None:
    folder = ROOT / "docs/decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))

    assert listed == {path.name for path in folder.glob("0*.md")}
