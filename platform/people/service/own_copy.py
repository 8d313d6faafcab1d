"""Everything a person's file holds, in words, for the copy that its owner may ask for (PDPL, right of access)."""

from uuid import UUID

from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date
from wethaq.platform.people import choices
from wethaq.platform.people.policy.places import PLACES
from wethaq.platform.people.records import Person
from wethaq.platform.people.service.files import get_person
from wethaq.platform.people.service.guardianship import GuardianshipFile, guardianships_of

Facts = list[tuple[str, str]]
"""Labels (msgids) and values in the active language."""


async def describe_person(person_id: UUID) -> Facts:
    """Return what the file itself says; what was never given is left out."""
    person = await get_person(person_id)
    facts = [*_identity(person), *_reach(person), (N_("File opened on"), dual_date(person.created_at))]
    return [(label, value) for label, value in facts if value]


async def describe_guardianships(person_id: UUID) -> list[Facts]:
    """Return every guardianship the person has part in.

    A guardian learns the child's name; a child's copy names the guardian.
    """
    return [_guardianship(file, person_id) for file in await guardianships_of(person_id)]


def _identity(person: Person) -> Facts:
    return [
        (N_("Full name"), person.full_name),
        (N_("Woman or man"), choices.word_of(choices.SEXES, person.sex)),
        (N_("Date of birth"), dual_date(person.birth_date) if person.birth_date else ""),
        (N_("ID or Iqama number"), person.national_id or ""),
        (N_("Nationality"), choices.country_name(person.nationality)),
    ]


def _reach(person: Person) -> Facts:
    return [
        (N_("Mobile number"), person.mobile or ""),
        (N_("E-mail"), person.email or ""),
        (N_("Governorate or region"), choices.word_of(PLACES, person.governorate)),
        (N_("City, town or village"), person.city or ""),
        (N_("District and street"), person.address or ""),
        (N_("Language of messages"), choices.word_of(choices.LANGUAGES, person.language)),
        (N_("Digits on pages and in messages"), choices.DIGITS[person.digits]),
        (N_("How to reply"), choices.word_of(choices.REPLY_CHANNELS, person.preferred_channel)),
        (N_("Safe contact"), choices.rule_words(person.safe_contact)),
    ]


def _guardianship(file: GuardianshipFile, reader_id: UUID) -> Facts:
    is_guardian = file.guardian.id == reader_id
    other = (N_("Child"), file.ward.full_name) if is_guardian else (N_("Guardian"), file.guardian.full_name)
    known = file.guardianship
    return [
        other,
        (N_("The guardian is the child's"), choices.word_of(choices.RELATIONS, known.relation)),
        (N_("Status"), gettext(choices.GUARDIANSHIP_STATUSES[known.status])),
        (N_("Asked for"), dual_date(known.requested_at)),
    ]
