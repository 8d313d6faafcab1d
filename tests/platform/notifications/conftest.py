"""Message templates of the tests' own, beside those of the house."""

from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, FileSystemLoader

from wethaq.platform.notifications import wording

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
