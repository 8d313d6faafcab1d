"""What one hopes for: one trait a page, what each condition costs, and the counselling."""

from typing import Any

from litestar import Response

from wethaq.matching import wishing
from wethaq.matching.controllers.profile.forms import WishForm
from wethaq.matching.controllers.profile.ways import Coming, Way, problems
from wethaq.matching.counselling_figures import cost_of_each, counsel
from wethaq.matching.fact_words import IMPORTANCE_WORDS, values_text, wish_text
from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.policy.profiles import Importance, Wish
from wethaq.matching.policy.traits import Kind, Trait
from wethaq.matching.profiles import Profile
from wethaq.platform.errors import InvalidInputError
from wethaq.platform.web.forms import read_form


async def show_wishes(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    costs = await cost_of_each(profile, now=at.now)
    rows = [
        {
            "trait": trait,
            "wish": wish,
            "text": wish_text(trait, wish) if wish else None,
            "cost": costs.get(trait.code),
        }
        for trait in await wishing.wishable_traits(profile)
        for wish in (wishing.wish_of(profile, trait.code),)
    ]
    return at.page("wishes", rows=rows, importance_words=IMPORTANCE_WORDS)


async def show_wish(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    trait = await wishing.get_wishable_trait(profile, at.parameter("trait"))
    return await _wish_page(at, profile, trait, values=_shown(wishing.wish_of(profile, trait.code)))


async def make_wish(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    trait = await wishing.get_wishable_trait(profile, at.parameter("trait"))
    try:
        form = await read_form(at.request, WishForm)
        wish = form.wish(trait)
    except InvalidInputError as error:
        values = error.values or form.model_dump()
        return await _wish_page(at, profile, trait, status=422, errors=error.errors, values=values)
    field = "low" if trait.kind is Kind.NUMBER else "welcome"
    wrong = await problems(wishing.make_wish(at.person_id, wish, actor=at.actor, now=at.now), field)
    if wrong:
        return await _wish_page(at, profile, trait, status=422, errors=wrong, values=form.model_dump())
    if (await at.request.form()).get("next") == "save":
        return at.go("/wishes")
    return at.go(_after(await wishing.wishable_traits(profile), trait))


async def show_counselling(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    found = await counsel(profile, now=at.now)
    return at.page("counselling", found=found, wish_text=wish_text, values_text=values_text)


async def _wish_page(at: Coming, profile: Profile, trait: Trait, **context: Any) -> Response[Any]:
    codes = [each.code for each in await wishing.wishable_traits(profile)]
    position = codes.index(trait.code)
    offered = [each for each in Importance if each is not Importance.HARD or trait.may_be_hard]
    return at.page(
        "wish",
        trait=trait,
        offered=offered,
        importance_words=IMPORTANCE_WORDS,
        hard=Importance.HARD.value,
        cost=(await cost_of_each(profile, now=at.now)).get(trait.code),
        is_number=trait.kind is Kind.NUMBER,
        position=position + 1,
        total=len(codes),
        back=f"/wishes/{codes[position - 1]}" if position else "/wishes",
        **context,
    )


def _shown(wish: Wish | None) -> dict[str, Any]:
    if wish is None:
        return {}
    window = wish.window
    numbers = (window.low, window.ideal_low, window.ideal_high, window.high) if window else (None,) * 4
    return {
        "importance": wish.importance.value,
        "welcome": sorted(wish.welcome),
        "acceptable": sorted(wish.acceptable),
        "excludes_unstated": "yes" if wish.excludes_unstated else None,
        **dict(zip(("low", "ideal_low", "ideal_high", "high"), numbers, strict=True)),
    }


def _after(traits: tuple[Trait, ...], trait: Trait) -> str:
    codes = [each.code for each in traits]
    following = codes.index(trait.code) + 1
    return f"/wishes/{codes[following]}" if following < len(codes) else "/counselling"


def handlers(way: Way) -> list[Any]:
    return [
        way.get("/wishes", show_wishes),
        way.get("/wishes/{trait:str}", show_wish),
        way.post("/wishes/{trait:str}", make_wish),
        way.get("/counselling", show_counselling),
    ]
