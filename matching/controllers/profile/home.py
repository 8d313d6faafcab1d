"""The profile at a glance, with what is next; and the owner's way in and out."""

from typing import Any

from litestar import Response

from wethaq.matching import reviewing
from wethaq.matching.controllers.profile.forms import BeginningForm
from wethaq.matching.controllers.profile.ways import Coming, Way, problems
from wethaq.matching.own_profile import begin_profile
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.profile_overview import compose_overview
from wethaq.matching.profile_words import STATE_TONE, STATE_WORDS
from wethaq.platform.actors import Channel
from wethaq.platform.intake.wording import CHANNELS
from wethaq.platform.web.forms import read_form


async def show_home(at: Coming, **context: Any) -> Response[Any]:
    overview = await compose_overview(at.person_id, actor=at.actor, now=at.now)
    return at.page(
        "home",
        overview=overview,
        profile=overview.profile,
        states=ProfileState,
        state_words=STATE_WORDS,
        state_tone=STATE_TONE,
        channels=CHANNELS,
        **{"problem": None, **context},
    )


async def begin(at: Coming) -> Response[Any]:
    form = await read_form(at.request, BeginningForm)
    channel = Channel(form.channel) if at.is_desk and form.channel in set(Channel) else None
    wrong = await problems(
        begin_profile(at.person_id, channel=channel, actor=at.actor, now=at.now), "problem"
    )
    return await _answered(at, wrong)


async def send(at: Coming) -> Response[Any]:
    wrong = await problems(reviewing.send_for_review(at.person_id, actor=at.actor, now=at.now), "problem")
    return await _answered(at, wrong)


async def recall(at: Coming) -> Response[Any]:
    wrong = await problems(reviewing.recall_profile(at.person_id, actor=at.actor, now=at.now), "problem")
    return await _answered(at, wrong)


async def pause(at: Coming) -> Response[Any]:
    wrong = await problems(reviewing.pause_profile(at.person_id, None, actor=at.actor, now=at.now), "problem")
    return await _answered(at, wrong)


async def resume(at: Coming) -> Response[Any]:
    wrong = await problems(reviewing.resume_profile(at.person_id, actor=at.actor, now=at.now), "problem")
    return await _answered(at, wrong)


async def show_closure(at: Coming) -> Response[Any]:
    overview = await compose_overview(at.person_id, actor=at.actor, now=at.now)
    if overview.profile is None or overview.profile.state is ProfileState.CLOSED:
        return at.go()
    return at.page("closure")


async def close(at: Coming) -> Response[Any]:
    await reviewing.leave(at.person_id, actor=at.actor, now=at.now)
    return at.go()


async def reopen(at: Coming) -> Response[Any]:
    wrong = await problems(reviewing.reopen_profile(at.person_id, actor=at.actor, now=at.now), "problem")
    return await _answered(at, wrong)


async def _answered(at: Coming, wrong: dict[str, str]) -> Response[Any]:
    """Go on to the profile, or show it with what stood in the way."""
    if not wrong:
        return at.go()
    response = await show_home(at, problem=wrong["problem"])
    response.status_code = 409
    return response


def handlers(way: Way) -> list[Any]:
    return [
        way.get("", show_home),
        way.post("/beginning", begin),
        way.post("/review", send),
        way.post("/review/recall", recall),
        way.post("/pause", pause),
        way.post("/resumption", resume),
        way.get("/closure", show_closure),
        way.post("/closure", close),
        way.post("/reopening", reopen),
    ]
