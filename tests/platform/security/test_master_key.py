import stat
from base64 import b64encode
from pathlib import Path

import pytest
from pydantic import SecretStr

from wethaq.platform.security.master_key import (
    MasterKeyExistsError,
    MasterKeyExposedError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    fingerprint,
    next_key_path,
    put_next_key_in_force,
    read_master_keys,
    write_new_master_key,
)
from wethaq.platform.settings import Settings, get_settings


def settings_of(folder: Path, master_key: str | None = None) -> Settings:
    return get_settings().model_copy(
        update={"data_folder": folder, "master_key": None if master_key is None else SecretStr(master_key)}
    )


def test_a_new_key_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    key = write_new_master_key(tmp_path / "keys" / "master.key")
    assert stat.S_IMODE((tmp_path / "keys" / "master.key").stat().st_mode) == 0o400
    assert len(key) == 32


def test_the_key_is_read_from_its_file(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    key = write_new_master_key(settings.key_path)
    assert read_master_keys(settings) == [key]


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, b64encode(b"e" * 32).decode())
    assert read_master_keys(settings) == [b"e" * 32]


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    write_new_master_key(tmp_path / "master.key")
    with pytest.raises(MasterKeyExistsError):
        write_new_master_key(tmp_path / "master.key")


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    write_new_master_key(tmp_path / "master.key")
    (tmp_path / "master.key").chmod(0o440)
    with pytest.raises(MasterKeyExposedError):
        read_master_keys(settings_of(tmp_path))


@pytest.mark.parametrize("text", ["", "not base64!", b64encode(b"short").decode()])
def test_what_is_not_a_key_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(MasterKeyMalformedError):
        read_master_keys(settings_of(tmp_path, text))


def test_no_key_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyMissingError):
        read_master_keys(settings_of(tmp_path))


def test_both_keys_are_offered_while_a_rotation_is_under_way(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    old = write_new_master_key(settings.key_path)
    new = write_new_master_key(next_key_path(settings.key_path))
    assert read_master_keys(settings) == [old, new]
    put_next_key_in_force(settings.key_path)
    assert read_master_keys(settings) == [new]


def test_a_fingerprint_names_a_key_and_tells_nothing_of_it() -> None:
    assert fingerprint(b"a" * 32) == fingerprint(b"a" * 32) != fingerprint(b"b" * 32)
    assert (b"a" * 32).hex() not in fingerprint(b"a" * 32)
