"""Numbers that people read out on the telephone: gapless in order, never twice."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.intake.tables import Beneficiary, Sequence
from wethaq.platform.localisation.dates import hijri_year


async def next_request_number(now: datetime) -> str:
    """Return `W-<Hijri year>-<sequence>`, such as W-1448-00042."""
    year = hijri_year(now)
    return f"W-{year}-{await _next_in(f'request-{year}'):05d}"


async def next_service_number(letter: str, *, now: datetime) -> str:
    """Return the next number of a service's own series, such as C-1448-00012 for counseling's `C`."""
    year = hijri_year(now)
    return f"{letter}-{year}-{await _next_in(f'service-{letter}-{year}'):05d}"


async def beneficiary_number(person_id: UUID, *, now: datetime) -> str:
    """Return the person's beneficiary number, giving one at the first registration (H6)."""
    known = await rows_where(Beneficiary, person_id=person_id)
    if known:
        return str(known[0]["number"])
    year = hijri_year(now)
    number = f"B-{year}-{await _next_in(f'beneficiary-{year}'):05d}"
    await Beneficiary.insert(Beneficiary(id=new_id(), person_id=person_id, number=number, registered_at=now))
    return number


async def find_beneficiary_number(person_id: UUID) -> str | None:
    """Return the person's beneficiary number, if they are registered."""
    row = await Beneficiary.select(Beneficiary.number).where(Beneficiary.person_id == person_id).first()
    return str(row["number"]) if row else None


async def _next_in(series: str) -> int:
    """Count a series up in one statement, so that two at once can't read the same number.

    It belongs to the caller's transaction: what is rolled back takes its
    number along, so none is missing.
    """
    rows = await Sequence.raw(
        "INSERT INTO intake_sequence (name, last_number) VALUES ({}, 1) "
        "ON CONFLICT (name) DO UPDATE SET last_number = intake_sequence.last_number + 1 "
        "RETURNING last_number",
        series,
    )
    return int(rows[0]["last_number"])
