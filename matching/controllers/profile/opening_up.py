"""What may be shown one day: the steps, photo or description, and the covenant that all sign."""

from typing import Any, Final

from litestar import Response

from wethaq.matching import allowing, appearance, covenant
from wethaq.matching.appearance import Appearance
from wethaq.matching.controllers.profile.forms import AppearanceForm, CovenantForm, StepForm
from wethaq.matching.controllers.profile.ways import Coming, Way, problems
from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.policy.levels import ConsentClass
from wethaq.platform.actors import Role
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import active_language, gettext
from wethaq.platform.web.forms import read_form, read_upload

CHOICES: Final = (
    (
        Appearance.DESCRIPTION,
        N_("A trusted description"),
        N_("A woman of our staff who has met you writes it. It counts as much as a photo."),
    ),
    (
        Appearance.PHOTO,
        N_("A photo"),
        N_("It is kept sealed, and opened once, to one person, when you say so."),
    ),
    (Appearance.NOTHING, N_("Neither"), N_("Many people choose this; the step is then left out.")),
)


async def show_steps(at: Coming, **context: Any) -> Response[Any]:
    await get_profile_to_build(at.person_id, actor=at.actor)
    steps = await allowing.list_steps(at.person_id, actor=at.actor, now=at.now)
    shown = [(step, parse_blocks(step.text.body(active_language()))) for step in steps]
    return at.page("steps", steps=shown, **context)


async def allow_step(at: Coming) -> Response[Any]:
    form = await read_form(at.request, StepForm)
    agreement = at.agreement(form.text_id, form.method, form.witness)
    if agreement is None:
        return await show_steps(
            at, status=422, errors={"purpose": gettext("Please read it again, then agree.")}
        )
    work = allowing.allow_step(at.person_id, form.purpose, agreement, actor=at.actor, now=at.now)
    wrong = await problems(work, "purpose")
    return await show_steps(at, status=422, errors=wrong) if wrong else at.go("/steps")


async def withdraw_step(at: Coming) -> Response[Any]:
    form = await read_form(at.request, StepForm)
    method = form.method if at.is_desk else StepForm.model_fields["method"].default
    work = allowing.withdraw_step(at.person_id, form.purpose, method=method, actor=at.actor, now=at.now)
    wrong = await problems(work, "purpose")
    return await show_steps(at, status=422, errors=wrong) if wrong else at.go("/steps")


async def show_appearance(at: Coming, **context: Any) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    agreed = await allowing.find_class_asked(at.person_id, ConsentClass.PHOTO, now=at.now)
    kept = await appearance.find_appearance(profile.id)
    return at.page(
        "appearance",
        choices_offered=CHOICES,
        chosen=profile.appearance,
        kept=kept,
        may_review=at.is_desk and at.actor.has(Role.MATCHMAKER),
        has_photo=kept is not None and kept["document_id"] is not None,
        asked=agreed,
        blocks=parse_blocks(agreed.text.body(active_language())),
        **{"values": {"choice": profile.appearance}, **context},
    )


async def choose_appearance(at: Coming) -> Response[Any]:
    try:
        form = await read_form(at.request, AppearanceForm)
    except InvalidInputError as error:
        return await show_appearance(at, status=422, errors=error.errors, values=error.values)
    agreement = at.agreement(form.consent, form.method, form.witness)
    wrong = await problems(
        appearance.choose_appearance(
            at.person_id, form.choice, agreement=agreement, actor=at.actor, now=at.now
        ),
        "choice",
    )
    if wrong:
        return await show_appearance(at, status=422, errors=wrong, values=form.model_dump())
    return at.go("/appearance" if form.choice is Appearance.PHOTO else "")


async def upload_photo(at: Coming) -> Response[Any]:
    sent = await read_upload(at.request, "file")
    if sent is None:
        return await show_appearance(at, status=422, errors={"file": gettext("Choose a file.")})
    work = appearance.upload_photo(at.person_id, sent[1], sent[0], actor=at.actor, now=at.now)
    wrong = await problems(work, "file")
    return await show_appearance(at, status=422, errors=wrong) if wrong else at.go("/appearance")


async def show_photo(at: Coming) -> Response[Any]:
    look = appearance.look_at_photo if at.is_desk else appearance.open_own_photo
    opened = await look(at.person_id, actor=at.actor, now=at.now)
    return Response(opened.content, media_type=opened.summary.media_type)


async def take_photo_away(at: Coming) -> Response[Any]:
    await appearance.take_photo_away(at.person_id, actor=at.actor, now=at.now)
    return at.go("/appearance")


async def approve_photo(at: Coming) -> Response[Any]:
    await appearance.approve_photo(at.person_id, actor=at.actor, now=at.now)
    return at.go("/appearance")


async def show_covenant(at: Coming, **context: Any) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    text = await covenant.current_covenant()
    blocks = parse_blocks(text.body(active_language()))
    return at.page("covenant", text=text, blocks=blocks, signed_at=profile.covenant_at, **context)


async def sign_covenant(at: Coming) -> Response[Any]:
    try:
        form = await read_form(at.request, CovenantForm)
    except InvalidInputError as error:
        return await show_covenant(at, status=422, errors=error.errors, values=error.values)
    work = covenant.sign_covenant(at.person_id, form.text_id, form.signed_name, actor=at.actor, now=at.now)
    wrong = await problems(work, "signed_name")
    if wrong:
        return await show_covenant(at, status=422, errors=wrong, values=form.model_dump())
    return at.go()


def handlers(way: Way) -> list[Any]:
    at_the_desk = [way.post("/appearance/photo/approval", approve_photo)] if way.is_desk else []
    return [
        *at_the_desk,
        way.get("/steps", show_steps),
        way.post("/steps", allow_step),
        way.post("/steps/withdrawal", withdraw_step),
        way.get("/appearance", show_appearance),
        way.post("/appearance", choose_appearance),
        way.post("/appearance/photo", upload_photo),
        way.get("/appearance/photo", show_photo),
        way.post("/appearance/photo/removal", take_photo_away),
        way.get("/covenant", show_covenant),
        way.post("/covenant", sign_covenant),
    ]
