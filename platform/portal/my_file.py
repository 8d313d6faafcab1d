"""Compose "my file" from what the other parts hold of one person (policy G4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.audit import Opening
from wethaq.platform.consent.overview import ConsentLine, list_consents
from wethaq.platform.intake.loading import list_own_requests
from wethaq.platform.intake.next_steps import list_next_steps
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.people import service as people
from wethaq.platform.portal.file_sections import FileSection, compose_sections
from wethaq.platform.portal.next_step import NextAct, next_act
from wethaq.platform.portal.service_list import find_service, offered_services

OPENINGS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class MyFile:
    """What a person sees of their own, the newest first; `name` is how we greet them."""

    name: str
    next_act: NextAct
    requests: list[RequestRecord]
    children: dict[UUID, str]
    """First names of the children whom some of the requests are for."""
    consents_in_force: int
    openings: list[Opening]
    sections: list[FileSection]
    """What the services show of the reader's own."""


async def compose_my_file(*, actor: Actor, now: datetime) -> MyFile:
    """Return the file of the person who has signed in, empty for staff who have none."""
    requests = await list_own_requests(actor=actor)
    consents = await _consents(actor.person_id, now)
    sections = await compose_sections(actor=actor, now=now)
    service_acts = [section.next_act for section in sections if section.next_act is not None]
    return MyFile(
        name=await _first_name(actor.person_id),
        next_act=service_acts[0]
        if service_acts
        else next_act(
            requests,
            consents_to_renew=sum(line.asks_again for line in consents),
            suggested_path=await _suggested_path(actor),
        ),
        requests=requests,
        children=await _children(requests, actor),
        consents_in_force=sum(line.is_in_force for line in consents),
        openings=await audit.list_openings(actor.person_id, OPENINGS_SHOWN) if actor.person_id else [],
        sections=sections,
    )


async def list_all_openings(*, actor: Actor) -> list[Opening]:
    return await audit.list_openings(actor.person_id, 200) if actor.person_id else []


async def _consents(person_id: UUID | None, now: datetime) -> list[ConsentLine]:
    return await list_consents(person_id, now=now) if person_id else []


async def _children(requests: list[RequestRecord], actor: Actor) -> dict[UUID, str]:
    others = {each.person_id for each in requests} - {actor.person_id}
    return {person_id: await _first_name(person_id) for person_id in others}


async def _first_name(person_id: UUID | None) -> str:
    return (await people.contact_of(person_id)).name.split(" ")[0] if person_id else ""


async def _suggested_path(actor: Actor) -> str | None:
    """Return the page of the newest suggestion whose service has one."""
    slugs = {page.slug for page in offered_services()}
    steps = await list_next_steps(actor=actor)
    return next((find_service(step.service).path for step in steps if step.service in slugs), None)
