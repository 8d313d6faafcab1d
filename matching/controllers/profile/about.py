"""About oneself: facts, one question a page, and one's own words."""

from typing import Any, Final

from litestar import Response

from wethaq.matching import stating
from wethaq.matching.allowing import find_class_asked
from wethaq.matching.controllers.profile.forms import NOT_STATED, FactForm, WordsForm
from wethaq.matching.controllers.profile.question_words import FACT_QUESTIONS, HINTS
from wethaq.matching.controllers.profile.ways import Coming, Way, problems
from wethaq.matching.fact_words import fact_text
from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.policy.own_words import MOST_LETTERS
from wethaq.matching.policy.traits import Fact, Trait
from wethaq.matching.prefilling import suggested_fact
from wethaq.matching.profiles import Profile
from wethaq.platform.documents.publication_text import parse_blocks
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.localisation import active_language
from wethaq.platform.web.forms import read_form

EMPLOYER: Final = "employer"
A_MATTER: Final = "a_matter"


async def show_facts(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    apart = await _apart(at, profile)
    rows = [
        {
            "trait": trait,
            "text": fact_text(
                trait, apart[trait.code]["value"] if trait.code in apart else profile.facts.get(trait.code)
            ),
            "is_answered": trait.code in profile.facts,
        }
        for trait in await stating.asked_traits(profile)
    ]
    return at.page("facts", rows=rows)


async def show_fact(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    trait = await stating.get_asked_trait(profile, at.parameter("trait"))
    apart = (await _apart(at, profile)).get(trait.code)
    fact: Fact | None = apart["value"] if apart else profile.facts.get(trait.code)
    is_left_out = trait.code in profile.facts and fact is None
    if trait.code not in profile.facts:
        fact = suggested_fact(trait.code, at.person)
    shown = _shown(fact, is_left_out=is_left_out)
    values: dict[str, Any] = {"answer": shown, "words": apart["words"] if apart else None}
    return await _fact_page(at, profile, trait, values=values)


async def state_fact(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    trait = await stating.get_asked_trait(profile, at.parameter("trait"))
    try:
        form = await read_form(at.request, FactForm)
        fact = form.fact(trait)
    except InvalidInputError as error:
        typed = {key: (await at.request.form()).getall(key, []) for key in ("answer", "words")}
        values = {"answer": typed["answer"], "words": "".join(map(str, typed["words"][:1]))}
        return await _fact_page(at, profile, trait, status=422, errors=error.errors, values=values)
    agreement = at.agreement(form.consent, form.method, form.witness)
    wrong = await problems(
        stating.state_fact(
            at.person_id, trait.code, fact, words=form.words, agreement=agreement, actor=at.actor, now=at.now
        ),
        "answer",
    )
    if wrong:
        return await _fact_page(at, profile, trait, status=422, errors=wrong, values=form.model_dump())
    if (await at.request.form()).get("next") == "save":
        return at.go()
    return at.go(_after(await stating.asked_traits(profile), trait))


async def show_words(at: Coming) -> Response[Any]:
    profile = await get_profile_to_build(at.person_id, actor=at.actor)
    which = at.parameter("which")
    return _words_page(at, which, values={"words": _words_of(profile, which)})


async def write_words(at: Coming) -> Response[Any]:
    which = at.parameter("which")
    try:
        form = await read_form(at.request, WordsForm)
    except InvalidInputError as error:
        return _words_page(at, which, status=422, errors=error.errors, values=error.values)
    if which == EMPLOYER:
        work = stating.name_employer(at.person_id, form.words, actor=at.actor, now=at.now)
    else:
        work = stating.write_words(at.person_id, which, form.words, actor=at.actor, now=at.now)
    wrong = await problems(work, "words")
    if wrong:
        return _words_page(at, which, status=422, errors=wrong, values=form.model_dump())
    return at.go("/words/hoped_for" if which == stating.ABOUT_SELF else "")


async def _apart(at: Coming, profile: Profile) -> dict[str, dict[str, Any]]:
    """Return the answers of a class to their owner; at the desk they are written, and not read here."""
    return {} if at.is_desk else await stating.sensitive_rows(profile.id)


async def _fact_page(at: Coming, profile: Profile, trait: Trait, **context: Any) -> Response[Any]:
    asked = await stating.asked_traits(profile)
    position = [each.code for each in asked].index(trait.code)
    agreed = (
        await find_class_asked(at.person_id, trait.consent_class, now=at.now) if trait.consent_class else None
    )
    return at.page(
        "fact",
        trait=trait,
        question=FACT_QUESTIONS.get(trait.code, trait.title),
        hint=HINTS.get(trait.code),
        asked=agreed,
        blocks=parse_blocks(agreed.text.body(active_language())) if agreed else (),
        has_words=any(value.code == A_MATTER for value in trait.values),
        not_stated=NOT_STATED,
        position=position + 1,
        total=len(asked),
        back=f"/facts/{asked[position - 1].code}" if position else "",
        **context,
    )


def _words_page(at: Coming, which: str, **context: Any) -> Response[Any]:
    _ensure_known(which)
    return at.page("words", which=which, most_letters=MOST_LETTERS, **context)


def _words_of(profile: Profile, which: str) -> str | None:
    _ensure_known(which)
    words: str | None = getattr(profile, which)
    return words


def _ensure_known(which: str) -> None:
    if which not in {*stating.WORDS, EMPLOYER}:
        raise NotFoundError


def _after(asked: tuple[Trait, ...], trait: Trait) -> str:
    codes = [each.code for each in asked]
    following = codes.index(trait.code) + 1
    return f"/facts/{codes[following]}" if following < len(codes) else "/facts"


def _shown(fact: Fact | None, *, is_left_out: bool) -> list[str]:
    if fact is None:
        return [NOT_STATED] if is_left_out else []
    return sorted(fact) if isinstance(fact, frozenset) else [str(fact)]


def handlers(way: Way) -> list[Any]:
    return [
        way.get("/facts", show_facts),
        way.get("/facts/{trait:str}", show_fact),
        way.post("/facts/{trait:str}", state_fact),
        way.get("/words/{which:str}", show_words),
        way.post("/words/{which:str}", write_words),
    ]
