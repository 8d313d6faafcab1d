"""People for tests: `await a_person(first_name="هند")` has a file with everything else filled in."""

import itertools
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from wethaq.platform.actors import Actor, Channel, Role
from wethaq.platform.localisation.dates import Calendar
from wethaq.platform.localisation.normalise import luhn_digit
from wethaq.platform.people import service
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.people.records import Person, PersonDetails, Sex

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_serials = itertools.count(1)

_FIRST_NAMES = ("نورة", "هند", "سارة", "منيرة", "لطيفة", "جواهر", "وضحى", "العنود")
_MENS_NAMES = ("سالم", "عودة", "ناصر", "فهد", "مبارك", "حمد", "سليمان", "عبدالله", "طلال", "مشعل", "غانم")
_FAMILY_NAMES = ("العطوي", "البلوي", "الحويطي", "العنزي", "الجهني", "المسعودي", "الفايدي")

_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمن"


def a_national_id(serial: int | None = None) -> str:
    """Return an ID that passes the check and belongs to nobody."""
    stem = f"1{next(_serials) if serial is None else serial:08d}"
    return stem + luhn_digit(stem)


def a_mobile(serial: int | None = None) -> str:
    return f"+96650{next(_serials) if serial is None else serial:07d}"


def unlike_others() -> dict[str, Any]:
    """Return names and a mobile that nobody shares: among thousands, each newcomer is compared with nobody."""
    serial, names = next(_serials), ("first_name", "father_name", "grandfather_name", "family_name")
    return {name: _a_word(4 * serial + place) for place, name in enumerate(names)} | {
        "mobile": a_mobile(serial)
    }


def _a_word(number: int) -> str:
    """Write a number in letters, the last of them first."""
    word = ""
    while number:
        number, letter = divmod(number, len(_LETTERS))
        word += _LETTERS[letter]
    return word.ljust(3, _LETTERS[0])


def details(**given: Any) -> PersonDetails:
    """Return a whole form's worth of details; no two alike, unless told so."""
    serial = next(_serials)
    usual: dict[str, Any] = {
        "first_name": _FIRST_NAMES[serial % len(_FIRST_NAMES)],
        "father_name": _MENS_NAMES[serial % len(_MENS_NAMES)],
        "grandfather_name": _MENS_NAMES[(serial * 7 + 3) % len(_MENS_NAMES)],
        "family_name": _FAMILY_NAMES[serial % len(_FAMILY_NAMES)],
        "sex": Sex.FEMALE,
        "birth_date": date(1960 + serial % 40, 1 + serial % 12, 1 + serial % 28),
        "birth_calendar": Calendar.HIJRI,
        "national_id": a_national_id(serial),
        "mobile": a_mobile(serial),
        "email": f"person{serial}@example.org",
        "governorate": "tabuk",
        "city": "تبوك",
        "preferred_channel": Channel.SMS,
    }
    return PersonDetails(**{**usual, **given})


def a_staff_actor(role: Role = Role.RELATIONS_OFFICER) -> Actor:
    """Return somebody at a desk, who has no file of their own."""
    return Actor(account_id=uuid4(), roles=frozenset({role}), channel=Channel.IN_PERSON)


def an_owner(person: Person) -> Actor:
    """Return a person acting for themselves."""
    return Actor(account_id=uuid4(), person_id=person.id, roles=frozenset({Role.BENEFICIARY}))


async def a_person(*, actor: Actor | None = None, now: datetime = NOW, **given: Any) -> Person:
    """Open a file through the service, as a desk would, and return it."""
    person_id = await service.create_person(details(**given), actor=actor or a_staff_actor(), now=now)
    return await service.get_person(person_id)


async def a_child(**given: Any) -> Person:
    return await a_person(**{"birth_date": date(2016, 3, 4), **given})


async def a_verified_guardian_of(child: Person, *, now: datetime = NOW) -> Person:
    """Return an adult whom an officer has verified as the child's guardian."""
    guardian = await a_person(birth_date=date(1985, 6, 7))
    officer = a_staff_actor()
    asked = await service.request_guardianship(guardian.id, child.id, Relation.MOTHER, actor=officer, now=now)
    await service.verify_guardianship(asked, "سجل الأسرة رقم 12", actor=officer, now=now)
    return guardian
