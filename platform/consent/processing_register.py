"""The register of processing (PDPL art. 31), made from the declared purposes and never written by hand."""

from dataclasses import dataclass

from wethaq.platform.consent.purposes import Purpose, declared_purposes
from wethaq.platform.consent.records import GrantStatus
from wethaq.platform.consent.tables import GrantRow


@dataclass(frozen=True, slots=True)
class ProcessingEntry:
    """One purpose and how many people allow it at present; few enough say nothing of anybody."""

    purpose: Purpose
    people: int

    @property
    def lawful_basis(self) -> str:
        return "explicit_consent" if self.purpose.is_sensitive else "consent"


async def list_processing() -> list[ProcessingEntry]:
    """Return an entry for every declared purpose."""
    return [ProcessingEntry(purpose, await _count_people(purpose.code)) for purpose in declared_purposes()]


async def _count_people(purpose: str) -> int:
    return int(
        await GrantRow.count().where(GrantRow.purpose == purpose, GrantRow.status == GrantStatus.GIVEN.value)
    )
