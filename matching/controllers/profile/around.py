"""Who stands around an applicant: the guardian, two people who know them, and whom never to propose."""

from typing import Any, Final
from uuid import UUID

from litestar import Response

from wethaq.matching import blocks, guardians, references
from wethaq.matching.blocks import BlockKind
from wethaq.matching.controllers.profile.forms import BlockForm, ReferenceForm, WaliForm
from wethaq.matching.controllers.profile.ways import Coming, Way, problems
from wethaq.matching.intake.questions import NO_GUARDIAN, WALI_RELATIONS
from wethaq.matching.own_profile import get_profile_to_build, request_answers
from wethaq.matching.policy.readiness import REFERENCES_ASKED
from wethaq.platform.errors import N_, InvalidInputError, NotFoundError
from wethaq.platform.people.records import Sex
from wethaq.platform.web.forms import read_form

REFERENCE_RELATIONS: Final = (
    ("relative", N_("A relative")),
    ("friend", N_("A friend")),
    ("neighbour", N_("A neighbour")),
    ("colleague", N_("A colleague")),
    ("imam", N_("The imam of the mosque")),
    ("teacher", N_("A teacher")),
    ("other", N_("Somebody else who knows me")),
)
BLOCK_WORDS: Final = (
    (BlockKind.FAMILY, N_("A family name"), N_("Everybody of this family")),
    (BlockKind.MOBILE, N_("A mobile number"), N_("The one who has this number")),
    (BlockKind.NATIONAL_ID, N_("An ID or Iqama number"), N_("The one who has this number")),
    (BlockKind.EMPLOYER, N_("An employer"), N_("Everybody who works there")),
)


async def show_wali(at: Coming, **context: Any) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    if at.person.sex is not Sex.FEMALE:
        raise NotFoundError
    wali = await guardians.find_wali(profile.id)
    given = {key: wali[key] for key in ("name", "relation", "mobile")} if wali else {}
    if wali is None:
        given["relation"] = (await request_answers(at.person_id)).get("wali_relation")
    relations = [(each.value, each.label, each.hint) for each in WALI_RELATIONS if each.value != NO_GUARDIAN]
    return at.page("wali", wali=wali, relations=relations, **{"values": given, **context})


async def name_wali(at: Coming) -> Response[Any]:
    try:
        form = await read_form(at.request, WaliForm)
    except InvalidInputError as error:
        return await show_wali(at, status=422, errors=error.errors, values=error.values)
    wrong = await problems(
        guardians.name_wali(at.person_id, **form.model_dump(), actor=at.actor, now=at.now), "mobile"
    )
    if wrong:
        return await show_wali(at, status=422, errors=wrong, values=form.model_dump())
    return at.go("/wali")


async def allow_contact(at: Coming) -> Response[Any]:
    wrong = await problems(guardians.allow_contact(at.person_id, actor=at.actor, now=at.now), "mobile")
    return await show_wali(at, status=422, errors=wrong) if wrong else at.go("/wali")


async def forbid_contact(at: Coming) -> Response[Any]:
    await guardians.forbid_contact(at.person_id, actor=at.actor, now=at.now)
    return at.go("/wali")


async def show_references(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    named = await references.list_references(profile.id)
    return at.page("references", named=named, words=dict(REFERENCE_RELATIONS), asked=REFERENCES_ASKED)


async def show_reference(at: Coming, **context: Any) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    named = await references.list_references(profile.id)
    place = _place(at)
    if not 1 <= place <= min(len(named) + 1, REFERENCES_ASKED):
        raise NotFoundError
    known = named[place - 1] if place <= len(named) else {}
    given = {key: known.get(key) for key in ("name", "relation", "mobile")}
    return at.page("reference", place=place, relations=REFERENCE_RELATIONS, **{"values": given, **context})


async def name_reference(at: Coming) -> Response[Any]:
    place = _place(at)
    try:
        form = await read_form(at.request, ReferenceForm)
    except InvalidInputError as error:
        return await show_reference(at, status=422, errors=error.errors, values=error.values)
    work = references.name_reference(at.person_id, place, **form.model_dump(), actor=at.actor, now=at.now)
    wrong = await problems(work, "mobile")
    if wrong:
        return await show_reference(at, status=422, errors=wrong, values=form.model_dump())
    return at.go("/references")


async def show_blocks(at: Coming, **context: Any) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    return at.page(
        "blocks",
        # At the desk they are added, and not read: a list of names is its owner's alone.
        kept=[] if at.is_desk else await blocks.list_blocks(profile.id),
        kinds=BLOCK_WORDS,
        employer=profile.employer,
        **context,
    )


async def add_block(at: Coming) -> Response[Any]:
    try:
        form = await read_form(at.request, BlockForm)
    except InvalidInputError as error:
        return await show_blocks(at, status=422, errors=error.errors, values=error.values)
    wrong = await problems(
        blocks.add_block(at.person_id, form.kind, form.label, actor=at.actor, now=at.now), "label"
    )
    if wrong:
        return await show_blocks(at, status=422, errors=wrong, values=form.model_dump())
    return at.go("/blocks")


async def remove_block(at: Coming) -> Response[Any]:
    block_id = UUID(at.parameter("block_id"))
    await blocks.remove_block(at.person_id, block_id, actor=at.actor, now=at.now)
    return at.go("/blocks")


def _place(at: Coming) -> int:
    """Return which of the two is meant."""
    places = {str(place): place for place in range(1, REFERENCES_ASKED + 1)}
    if at.parameter("place") not in places:
        raise NotFoundError
    return places[at.parameter("place")]


def handlers(way: Way) -> list[Any]:
    # A block is taken back by who sees it: its owner alone.
    own = [] if way.is_desk else [way.post("/blocks/{block_id:uuid}/removal", remove_block)]
    return [
        *own,
        way.get("/wali", show_wali),
        way.post("/wali", name_wali),
        way.post("/wali/permission", allow_contact),
        way.post("/wali/permission/withdrawal", forbid_contact),
        way.get("/references", show_references),
        way.get("/references/{place:str}", show_reference),
        way.post("/references/{place:str}", name_reference),
        way.get("/blocks", show_blocks),
        way.post("/blocks", add_block),
    ]
