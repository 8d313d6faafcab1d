from pathlib import Path

import pyrage
import pytest

from wethaq.platform.security.custodians import (
    RecipientMalformedError,
    SealedCopyUnreadableError,
    TooFewCustodiansError,
    open_sealed_copy,
    seal_master_key,
)
from wethaq.platform.security.envelope import new_key
from wethaq.platform.security.master_key import encode_master_key

KEY = new_key()
FIRST = pyrage.x25519.Identity.generate()
SECOND = pyrage.x25519.Identity.generate()
RECIPIENTS = [str(FIRST.to_public()), str(SECOND.to_public())]


def test_each_custodian_opens_their_own_copy_and_not_the_others(tmp_path: Path) -> None:
    first, second = seal_master_key(KEY, RECIPIENTS, tmp_path)
    assert open_sealed_copy(first, str(FIRST)) == KEY
    assert open_sealed_copy(second, f"# made by age-keygen\n{SECOND}\n") == KEY
    with pytest.raises(SealedCopyUnreadableError):
        open_sealed_copy(first, str(SECOND))


def test_a_copy_does_not_hold_the_key_in_clear(tmp_path: Path) -> None:
    for copy in seal_master_key(KEY, RECIPIENTS, tmp_path):
        assert encode_master_key(KEY) not in copy.read_bytes()
        assert copy.stat().st_mode & 0o777 == 0o400


def test_copies_can_be_made_again(tmp_path: Path) -> None:
    assert seal_master_key(KEY, RECIPIENTS, tmp_path) == seal_master_key(KEY, RECIPIENTS, tmp_path)


@pytest.mark.parametrize("recipients", [[], RECIPIENTS[:1], RECIPIENTS[:1] * 2])
def test_one_custodian_is_not_enough(tmp_path: Path, recipients: list[str]) -> None:
    with pytest.raises(TooFewCustodiansError):
        seal_master_key(KEY, recipients, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_mistyped_recipient_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(RecipientMalformedError):
        seal_master_key(KEY, [RECIPIENTS[0], "age1nonsense"], tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_copy_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.age").write_bytes(pyrage.encrypt(b"not a key", [FIRST.to_public()]))
    with pytest.raises(SealedCopyUnreadableError):
        open_sealed_copy(tmp_path / "x.age", str(FIRST))
    with pytest.raises(SealedCopyUnreadableError):
        open_sealed_copy(tmp_path / "x.age", "")
