"""Message templates of the tests' own, beside those of the house."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from jinja2 import ChoiceLoader, FileSystemLoader

from tests.platform.notifications.imap_server import (
    Folder,
    ImapServer,
    Register,
    a_folder,
    running_imap_server,
)
from wethaq.platform.notifications import wording
from wethaq.platform.notifications.replies import use_reply_readers

TEMPLATES = {
    "test_reply.txt": """وصلنا ردكم يا {{ name }}

تم في {{ at|dual_date if at is defined else "وقته" }}.

افتحوا الصفحة:
{{ link_to("/requests/7") }}
""",
    "test_reply.sms.txt": "وصلنا ردكم يا {{ name }}",
    "test_code.txt": "رمزكم\n\n{{ code }}\n",
    "test_code.sms.txt": "{# quiet #}\nرمزكم: {{ code }}",
    "test_wordy.txt": "موضوع\n\nنص\n",
    "test_wordy.sms.txt": "{{ 'كلمة ' * 90 }}",
    "test_mail_only.txt": "موضوع\n\nنص\n",
}


@pytest.fixture(autouse=True)
def _test_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in TEMPLATES.items():
        (tmp_path / name).write_text(text, "utf-8")
    own = FileSystemLoader(tmp_path)
    monkeypatch.setattr(wording.ENVIRONMENT, "loader", ChoiceLoader([own, FileSystemLoader(wording.FOLDER)]))
    monkeypatch.setattr(wording.ENVIRONMENT, "cache", None)
    monkeypatch.setattr(wording, "FOLDERS", (tmp_path, wording.FOLDER))


@pytest.fixture(scope="session")
def imap_server() -> Iterator[ImapServer]:
    with running_imap_server() as running:
        yield running


@pytest.fixture
def folder(imap_server: ImapServer) -> Iterator[Folder]:
    with a_folder(imap_server, f"Replies {uuid4()}") as folder:
        yield folder


@pytest.fixture
def register() -> Iterator[Register]:
    register = Register()
    use_reply_readers([register.take])
    yield register
    use_reply_readers([])
