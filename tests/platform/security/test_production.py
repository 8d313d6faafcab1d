"""Production refuses what belongs to development, and says everything at once."""

import stat
from base64 import b64encode
from pathlib import Path

import pytest

from wethaq.platform.security.master_key import write_new_master_key
from wethaq.platform.security.production import (
    UnsafeProductionError,
    ensure_production_is_safe,
    find_weaknesses,
)
from wethaq.platform.settings import Environment, Settings


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "master.key"
    write_new_master_key(path)
    return path


@pytest.fixture
def safe(tmp_path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Settings with which production starts."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WETHAQ_{name.upper()}", raising=False)
    return {
        "environment": Environment.PRODUCTION,
        "base_url": "https://wethaq.org.sa",
        "data_folder": tmp_path / "data",
        "master_key_file": key_file,
        "smtp_host": "mail.wethaq.org.sa",
        "mail_from": "no-reply@wethaq.org.sa",
        "audit_root_recipients": ["keeper@wethaq.org.sa", "lawyer@example.sa"],
    }


A_REPLY_MAILBOX: dict[str, object] = {
    "imap_host": "mail.wethaq.org.sa",
    "imap_user": "appointments",
    "imap_password": "yo6ieF3u",
}


def named(values: dict[str, object]) -> set[str]:
    return {weakness.setting for weakness in find_weaknesses(Settings(**values))}  # type: ignore[arg-type]


def test_safe_settings_are_accepted(safe: dict[str, object]) -> None:
    assert named(safe) == set()
    assert named({**safe, **A_REPLY_MAILBOX}) == set()
    ensure_production_is_safe(Settings(**safe))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"base_url": "http://wethaq.org.sa"}, "WETHAQ_BASE_URL"),
        ({"base_url": "https://localhost"}, "WETHAQ_BASE_URL"),
        ({"base_url": "https://wethaq.example"}, "WETHAQ_BASE_URL"),
        ({"is_demo": True}, "WETHAQ_IS_DEMO"),
        ({"argon2_memory_kib": 64}, "WETHAQ_ARGON2_MEMORY_KIB"),
        ({"trusted_proxies": ["*"]}, "WETHAQ_TRUSTED_PROXIES"),
        ({"audit_root_recipients": ["keeper@wethaq.org.sa"]}, "WETHAQ_AUDIT_ROOT_RECIPIENTS"),
        ({"master_key_file": None}, "WETHAQ_MASTER_KEY_FILE"),
        ({"master_key_file": Path("/nowhere/master.key")}, "WETHAQ_MASTER_KEY_FILE"),
        ({"master_key": "too short"}, "WETHAQ_MASTER_KEY"),
        ({"master_key": b64encode(bytes(32)).decode()}, "WETHAQ_MASTER_KEY"),
        ({"master_key": b64encode(b"a sentence that somebody typed!!").decode()}, "WETHAQ_MASTER_KEY"),
        ({"database_url": "postgresql://wethaq:password@db.wethaq.org.sa/wethaq"}, "WETHAQ_DATABASE_URL"),
        ({"database_url": "postgresql://wethaq@db.wethaq.org.sa/wethaq"}, "WETHAQ_DATABASE_URL"),
        ({"smtp_host": None}, "WETHAQ_SMTP_HOST"),
        ({"smtp_tls": "none"}, "WETHAQ_SMTP_TLS"),
        ({**A_REPLY_MAILBOX, "imap_tls": "none"}, "WETHAQ_IMAP_TLS"),
        ({**A_REPLY_MAILBOX, "imap_tls": "TLS"}, "WETHAQ_IMAP_TLS"),
        ({**A_REPLY_MAILBOX, "imap_user": None}, "WETHAQ_IMAP_PASSWORD"),
        ({**A_REPLY_MAILBOX, "imap_password": None}, "WETHAQ_IMAP_PASSWORD"),
        ({"mail_from": "noreply@wethaq.example"}, "WETHAQ_MAIL_FROM"),
        ({"sms_gateway": "taqnyat"}, "WETHAQ_SMS_TOKEN"),
    ],
)
def test_each_weakness_is_named(safe: dict[str, object], change: dict[str, object], setting: str) -> None:
    assert setting in named({**safe, **change})


def test_a_key_that_others_may_read_is_refused(safe: dict[str, object], key_file: Path) -> None:
    key_file.chmod(stat.S_IRUSR | stat.S_IRGRP)

    assert named(safe) == {"WETHAQ_MASTER_KEY_FILE"}


def test_a_key_beside_the_data_it_protects_is_refused(safe: dict[str, object], tmp_path: Path) -> None:
    inside = tmp_path / "data" / "master.key"
    write_new_master_key(inside)

    assert named({**safe, "master_key_file": inside}) == {"WETHAQ_MASTER_KEY_FILE"}


def test_the_refusal_lists_everything_and_no_secret(safe: dict[str, object]) -> None:
    values = {**safe, "smtp_host": None, "is_demo": True, "master_key": "c2VjcmV0"}

    with pytest.raises(UnsafeProductionError) as refusal:
        ensure_production_is_safe(Settings(**values))  # type: ignore[arg-type]

    text = refusal.value.params["advice"]
    assert all(name in str(text) for name in ("WETHAQ_SMTP_HOST", "WETHAQ_IS_DEMO", "WETHAQ_MASTER_KEY"))
    assert "c2VjcmV0" not in str(text)


def test_development_may_have_every_weakness() -> None:
    ensure_production_is_safe(Settings(environment=Environment.DEVELOPMENT, is_demo=True))
