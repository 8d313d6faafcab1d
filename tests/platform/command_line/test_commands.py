"""The command as a person at a terminal meets it: its own process, its exit code, what it prints."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from wethaq.platform.command_line.entry import COMMANDS

ROOT = Path(__file__).parents[3]


def run(*arguments: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run `wethaq …` with a data folder of its own and no settings of the test process."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WETHAQ_")}
    own = {"DATA_FOLDER": str(folder), **settings}
    return subprocess.run(
        [sys.executable, "-m", "wethaq.platform.command_line", *arguments],
        env={**inherited, **{f"WETHAQ_{name}": value for name, value in own.items()}},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_help_lists_every_command(tmp_path: Path) -> None:
    answer = run("--help", folder=tmp_path)

    assert answer.returncode == 0
    assert all(f"  {name} " in answer.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    answer = run(name, "--help", folder=tmp_path)

    assert answer.returncode == 0
    assert answer.stdout.startswith(f"Usage: wethaq {name}")


def test_an_unknown_command_is_misuse(tmp_path: Path) -> None:
    assert run("fly", folder=tmp_path).returncode == 2


def test_migrating_twice_does_nothing_the_second_time(tmp_path: Path) -> None:
    assert run("migrate", "--check", folder=tmp_path).returncode == 1
    first = run("migrate", folder=tmp_path)
    second = run("migrate", folder=tmp_path)

    assert first.returncode == 0, first.stderr
    assert "migrations applied" in first.stdout
    assert second.stdout == "The schema is up to date.\n"
    assert run("migrate", "--check", folder=tmp_path).returncode == 0


def test_a_missing_key_is_told_without_a_traceback(tmp_path: Path) -> None:
    run("migrate", folder=tmp_path)

    answer = run("audit", "verify", folder=tmp_path)

    assert answer.returncode == 1
    assert "MasterKeyMissingError" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    answer = run("migrate", folder=tmp_path, SMTP_PORT="many")

    assert answer.returncode == 1
    assert "WETHAQ_SMTP_PORT" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_production_does_not_start_with_settings_of_development(command: str, tmp_path: Path) -> None:
    answer = run(command, folder=tmp_path, ENVIRONMENT="production")

    assert answer.returncode == 1
    assert "WETHAQ_BASE_URL" in answer.stderr
    assert "WETHAQ_MASTER_KEY_FILE" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_demonstration_is_refused_in_production(tmp_path: Path) -> None:
    answer = run("demo", folder=tmp_path, ENVIRONMENT="production")

    assert answer.returncode == 1
    assert not (tmp_path / "wethaq.sqlite").exists()


def test_the_doctor_names_what_is_missing(tmp_path: Path) -> None:
    answer = run("doctor", folder=tmp_path)

    assert answer.returncode == 1
    assert "problem  schema" in answer.stdout
    assert "problem  keys" in answer.stdout
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_starts_on_an_old_schema(command: str, tmp_path: Path) -> None:
    run("keys", "new", folder=tmp_path)

    answer = run(command, folder=tmp_path)

    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr


def test_a_port_in_use_is_told_before_anything_starts(tmp_path: Path) -> None:

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run("serve", "--port", str(taken.getsockname()[1]), folder=tmp_path)

    assert answer.returncode == 1
    assert "can't be used" in answer.stderr


def test_keys_are_made_once_listed_and_rotated(tmp_path: Path) -> None:
    run("migrate", folder=tmp_path)
    assert run("keys", "new", folder=tmp_path).returncode == 0
    again = run("keys", "new", folder=tmp_path)
    status = run("keys", "status", folder=tmp_path)
    rotated = run("keys", "rotate", "--offline", folder=tmp_path)
    after = run("keys", "status", folder=tmp_path)

    assert (again.returncode, "MasterKeyExistsError" in again.stderr) == (1, True)
    assert "Every row and file is sealed by its newest key." in status.stdout
    assert rotated.stdout == "0 rows and 0 files were sealed anew.\n"
    assert "retired" in after.stdout
    assert (tmp_path / "master.key").read_text().strip() not in status.stdout + after.stdout


def test_one_custodian_is_not_enough(tmp_path: Path) -> None:
    run("keys", "new", folder=tmp_path)

    answer = run("keys", "seal", "--to", "age1only", "--into", str(tmp_path / "copies"), folder=tmp_path)

    assert answer.returncode == 1
    assert "TooFewCustodiansError" in answer.stderr


def test_an_empty_trail_is_intact(tmp_path: Path) -> None:
    run("migrate", folder=tmp_path)
    run("keys", "new", folder=tmp_path)

    answer = run("audit", "verify", folder=tmp_path)

    assert answer.returncode == 0
    assert "The trail is intact." in answer.stdout


def test_what_was_backed_up_is_brought_back(tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    identity_file = tmp_path / "identity.txt"
    identity_file.write_text(str(identity))
    house, copies = tmp_path / "data", tmp_path / "copies"
    key = {"MASTER_KEY_FILE": str(tmp_path / "master.key")}
    run("keys", "new", folder=house, **key)
    run("migrate", folder=house, **key)

    made = run("backup", "--to", str(identity.to_public()), "--into", str(copies), folder=house, **key)
    assert made.returncode == 0, made.stderr
    file = made.stdout.strip()
    again = run("restore", file, "--identity", str(identity_file), folder=house, **key)
    elsewhere = run("restore", file, "--identity", str(identity_file), folder=tmp_path / "new", **key)

    assert again.returncode == 1, "Nothing is replaced without being asked."
    assert elsewhere.returncode == 0, elsewhere.stderr
    trail = run("audit", "verify", folder=tmp_path / "new", **key)
    assert "The trail is intact." in trail.stdout
