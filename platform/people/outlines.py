"""Of many people at once, what rules need and nothing that names them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wethaq.platform.database.prepared import places, rows_that
from wethaq.platform.people.records import Sex
from wethaq.platform.people.service.rows import index_of
from wethaq.platform.people.tables import PersonRow


@dataclass(frozen=True, slots=True)
class Outline:
    """Sex and birth date, and the keyed digests by which a person may be recognised, but not named."""

    sex: Sex
    birth_date: date | None
    mobile_index: str | None
    national_id_index: str | None


def number_index(kind: str, value: str) -> str:
    """Return the keyed digest of a normalised `mobile` or `national_id`, to compare with an outline's."""
    return index_of(kind, value)


async def outlines_of(person_ids: Collection[UUID]) -> dict[UUID, Outline]:
    """Return the outlines of people by their ids; who isn't there is left out."""
    ids = list(person_ids)
    if not ids:
        return {}
    columns = ("id", "sex", "birth_date", "mobile_index", "national_id_index")
    rows = await rows_that(PersonRow, f"WHERE id IN {places(len(ids))}", *ids, only=columns)
    return {
        row["id"]: Outline(Sex(row["sex"]), row["birth_date"], row["mobile_index"], row["national_id_index"])
        for row in rows
    }
