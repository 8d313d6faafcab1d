"""Keys in memory: which key seals now, and which keys still open what they sealed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from wethaq.platform.errors import WethaqError


class KeyPurpose(StrEnum):
    """What a wrapped key is for; a key never serves two purposes."""

    DATA = "data"
    INDEX = "index"
    SIGNING = "signing"
    AUDIT = "audit"


class KeyStatus(StrEnum):
    """The life of a key.

    An announced key opens but does not seal yet, so that every running process
    learns of it before the first value is sealed by it.
    """

    ANNOUNCED = "announced"
    ACTIVE = "active"
    RETIRING = "retiring"
    RETIRED = "retired"


class KeyUnknownError(WethaqError):
    """No key of that name is loaded; a record class must be declared before `VAULT.load()`."""


@dataclass(frozen=True, slots=True)
class Key:
    """One unwrapped key; `name` is the record class, or the purpose for keys that have one use."""

    purpose: KeyPurpose
    name: str
    generation: int
    status: KeyStatus
    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        return f"{self.name}.{self.generation}"


class Keyring:
    """The keys of this process, by id, and for each use the one that seals."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._by_id = {(key.purpose, key.key_id): key for key in keys}
        self._sealing: dict[tuple[KeyPurpose, str], Key] = {}
        for key in sorted(self._by_id.values(), key=lambda key: key.generation):
            if key.status is KeyStatus.ACTIVE:
                self._sealing[key.purpose, key.name] = key

    def sealing_key(self, purpose: KeyPurpose, name: str) -> Key:
        """Return the active key of a use."""
        try:
            return self._sealing[purpose, name]
        except KeyError:
            raise KeyUnknownError from None

    def opening_key(self, purpose: KeyPurpose, key_id: str) -> Key:
        """Return a key by the id that an envelope names, whatever its status."""
        try:
            return self._by_id[purpose, key_id]
        except KeyError:
            raise KeyUnknownError from None

    def generations(self, purpose: KeyPurpose, name: str) -> list[Key]:
        """Return all keys of a use, oldest first."""
        found = (key for key in self._by_id.values() if (key.purpose, key.name) == (purpose, name))
        return sorted(found, key=lambda key: key.generation)

    def __len__(self) -> int:
        return len(self._by_id)
