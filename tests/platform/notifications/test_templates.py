"""Every message of the house can be put in words in both languages, and no text message gives anything away."""

import re
from typing import Any

import pytest
from jinja2 import Environment, nodes

from wethaq.platform.notifications import wording
from wethaq.platform.notifications.wording import FOLDER, message_kinds

SUBJECTS = re.compile(
    r"\b(?:support|marriage|marry|match|counsel|violence|divorce|health|medical|refus|reject|accept|declin)",
    re.IGNORECASE,
)
TEXTS = sorted(FOLDER.glob("*.sms.txt"))


@pytest.mark.parametrize("kind", message_kinds())
def test_a_kind_is_named_for_its_part_and_begins_with_one_line_of_subject(kind: str) -> None:
    source = (FOLDER / f"{kind}.txt").read_text("utf-8")
    assert re.fullmatch(r"[a-z]+(?:_[a-z]+)+", kind)
    subject, blank, *_ = source.splitlines()
    assert subject.strip()
    assert not blank.strip()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_message_never_names_what_a_request_is_about(path: Any) -> None:
    assert not SUBJECTS.findall(" ".join(_messages(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_message_belongs_to_a_kind(path: Any) -> None:
    assert path.name.removesuffix(".sms.txt") in message_kinds()


def _messages(source: str) -> list[str]:
    """Return the msgids of a template."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    return [str(constant.value) for constant in tree.find_all(nodes.Const) if isinstance(constant.value, str)]


def test_messages_are_plain_text_and_escaped_only_when_they_become_html() -> None:
    assert wording.ENVIRONMENT.autoescape is False
