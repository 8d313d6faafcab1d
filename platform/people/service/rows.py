"""From a person's details to sealed rows with their blind indexes, and back."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from wethaq.platform.actors import Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import open_row, seal_values
from wethaq.platform.localisation.dates import Calendar
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.names import name_blocks, name_tokens
from wethaq.platform.people.records import Person, PersonDetails, PersonHit, Sex
from wethaq.platform.people.tables import NameToken, PersonRow
from wethaq.platform.security.blind import blind_index

INDEXED: Final = ("national_id", "mobile", "email")
"""What is found by equality; its index column is called `<name>_index`."""
TOKEN, BLOCK = "token", "block"
_ENDING: Final = 4
_PLAIN: Final = (
    "first_name",
    "father_name",
    "grandfather_name",
    "family_name",
    "birth_date",
    "nationality",
    "national_id",
    "mobile",
    "email",
    "governorate",
    "city",
    "address",
    "language",
)
"""Kept in the row as they are in the details."""


def index_of(column: str, value: str) -> str:
    """Return the blind index of one of `INDEXED`."""
    return blind_index(f"people_person.{column}", value)


def token_index(kind: str, token: str) -> str:
    """Return the blind index of a word of a name, or of a block."""
    return blind_index(f"people_name_token.{kind}", token)


def row_values(details: PersonDetails) -> dict[str, Any]:
    """Return the plain columns of a file with the indexes of what is searched for."""
    indexes = {
        f"{column}_index": index_of(column, value) if (value := getattr(details, column)) else None
        for column in INDEXED
    }
    return {
        **{column: getattr(details, column) for column in _PLAIN},
        **indexes,
        "sex": details.sex.value,
        "birth_calendar": details.birth_calendar.value,
        "preferred_channel": details.preferred_channel.value,
        "safe_contact": " ".join(sorted(details.safe_contact)) or None,
        "digits": details.digits.value,
    }


def person_of(row: Mapping[str, Any]) -> Person:
    """Open a whole row of `PersonRow`."""
    opened = open_row(PersonRow, row)
    return Person(
        **{column: opened[column] for column in _PLAIN},
        sex=Sex(opened["sex"]),
        birth_calendar=Calendar(opened["birth_calendar"]),
        preferred_channel=Channel(opened["preferred_channel"]),
        safe_contact=frozenset(map(SafeContactRule, (opened["safe_contact"] or "").split())),
        digits=DigitShapes(opened["digits"] or DigitShapes.ASCII),
        channel=Channel(opened["channel"]),
        **{column: opened[column] for column in ("id", "created_at", "updated_at", "version")},
    )


def hit_of(person: Person) -> PersonHit:
    """Return the little of a file that a list shows."""
    return PersonHit(
        id=person.id,
        full_name=person.full_name,
        sex=person.sex,
        birth_date=person.birth_date,
        governorate=person.governorate,
        mobile_ending=_ending(person.mobile),
        national_id_ending=_ending(person.national_id),
    )


def block_indexes(details: PersonDetails) -> list[str]:
    """Return the indexes under which another file of the same person would also lie."""
    born = details.birth_date.isoformat() if details.birth_date else None
    return [token_index(BLOCK, block) for block in name_blocks(details.name_parts, born)]


def token_rows(person_id: UUID, details: PersonDetails) -> list[NameToken]:
    """Return everything under which the name is to be found."""
    words = [(TOKEN, token_index(TOKEN, token)) for token in name_tokens(details.name_parts)]
    blocks = [(BLOCK, index) for index in block_indexes(details)]
    return [
        NameToken(id=new_id(), person_id=person_id, kind=kind, token_index=index)
        for kind, index in (*words, *blocks)
    ]


def sealed(person_id: UUID, details: PersonDetails) -> dict[str, Any]:
    """Return the columns as they go to the database."""
    return seal_values(PersonRow, person_id, row_values(details))


def _ending(number: str | None) -> str | None:
    return number[-_ENDING:] if number else None
