"""What the tests of consent start from: published texts, and people who may click."""

from uuid import uuid4

from tests.fixtures import NOW
from tests.platform.people.builders import a_person
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import PLATFORM_PURPOSES
from wethaq.platform.people.records import Person

OFFICER = Actor(account_id=uuid4(), roles=frozenset({Role.RELATIONS_OFFICER}))


async def published_texts() -> None:
    """Declare the platform's purposes and publish their texts, as the site does when it starts."""
    consent.declare_purposes(PLATFORM_PURPOSES)
    await consent.publish_wordings(consent.WORDINGS, actor=SYSTEM, now=NOW)


def actor_of(person: Person) -> Actor:
    return Actor(account_id=uuid4(), person_id=person.id, roles=frozenset({Role.BENEFICIARY}))


async def an_adult() -> tuple[Person, Actor]:
    """Return a person and the actor that they are when signed in; the texts are published."""
    await published_texts()
    person = await a_person()
    return person, actor_of(person)


async def a_newer_text(purpose: str) -> consent.PolicyText:
    """Publish the next version of a text, which is no longer than the one before."""
    current = await consent.current_text(purpose)
    arabic, english = (text.split("\n—")[0] for text in (current.arabic, current.english))
    return await consent.publish_text(
        purpose,
        current.version + 1,
        arabic=f"{arabic}\n— جديد {current.version}.",
        english=f"{english}\n— New {current.version}.",
        actor=SYSTEM,
        now=NOW,
    )
