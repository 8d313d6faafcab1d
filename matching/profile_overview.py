"""A profile at a glance: where it stands, what is done, what is next; for its owner and whoever helps them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from wethaq.matching.allowing import list_steps
from wethaq.matching.blocks import list_blocks
from wethaq.matching.guardians import find_wali
from wethaq.matching.own_profile import ensure_may_build, find_request_of, with_answers
from wethaq.matching.policy.profiles import completeness_of
from wethaq.matching.policy.readiness import OF_THE_HOUSE, REFERENCES_ASKED, Lack, Verified, lacks
from wethaq.matching.profiles import Profile, find_profile_of
from wethaq.matching.references import list_references
from wethaq.matching.reviewing import readiness_of
from wethaq.matching.verifying import list_verifications
from wethaq.matching.vocabulary_in_use import current_vocabulary
from wethaq.matching.wishing import counting
from wethaq.platform.actors import Actor
from wethaq.platform.errors import N_
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.localisation import gettext, ngettext
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex

ALL: Final = 100
LACK_WORDS: Final = {
    Lack.MARITAL_STATUS: N_("Your marital status, in your request"),
    Lack.ANSWERS: N_("Questions about you that aren't answered yet"),
    Lack.ABOUT_SELF: N_("A few words about yourself"),
    Lack.WISHES: N_("At least one wish"),
    Lack.APPEARANCE: N_("Photo, description or neither: your choice"),
    Lack.WALI: N_("Your guardian's name"),
    Lack.REFERENCES: N_("Two people who know you"),
    Lack.STEPS: N_("What may be shown at the first step"),
    Lack.COVENANT: N_("Your signature under the covenant"),
    Lack.ACCEPTANCE: N_("The reply to your request"),
    Lack.IDENTITY_SEEN: N_("Your ID, seen by an officer"),
    Lack.PROOF_SEEN: N_("A proof of your marital status that is still valid"),
    Lack.REFERENCES_SPOKEN: N_("A conversation with the two people who know you"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the profile: its words, its page, and where it stands."""

    label: str
    path: str
    status: str
    tone: str | None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows; without a profile only the request counts."""

    request: RequestRecord | None
    profile: Profile | None
    tasks: tuple[Task, ...] = ()
    next_path: str = ""
    completeness: int = 0
    own_lacks: tuple[str, ...] = ()
    house_lacks: tuple[str, ...] = ()
    waits_until: date | None = None
    proof_until: date | None = None
    is_proof_stale: bool = False


async def compose_overview(person_id: UUID, *, actor: Actor, now: datetime) -> Overview:
    """Return where a profile stands."""
    await ensure_may_build(person_id, actor=actor)
    request = await find_request_of(person_id)
    found = await find_profile_of(person_id)
    if found is None:
        return Overview(request, None)
    profile = await with_answers(found)
    person = await people.get_person(person_id)
    missing = lacks(await readiness_of(profile, now=now))
    tasks = await _tasks(profile, person.sex, actor=actor, now=now)
    today = riyadh_date(now)
    proof = (await list_verifications(profile.id)).get(Verified.MARITAL_STATUS)
    until = proof["valid_until"] if proof else None
    waits = profile.eligible_from is not None and today < profile.eligible_from
    return Overview(
        request,
        profile,
        tasks,
        next_path=next((task.path for task in tasks if task.tone != "good"), ""),
        completeness=_share(tasks),
        own_lacks=tuple(gettext(LACK_WORDS[lack]) for lack in missing if lack not in OF_THE_HOUSE),
        house_lacks=tuple(gettext(LACK_WORDS[lack]) for lack in missing if lack in OF_THE_HOUSE),
        waits_until=profile.eligible_from if waits else None,
        proof_until=until,
        is_proof_stale=until is not None and until < today,
    )


async def _tasks(profile: Profile, sex: Sex, *, actor: Actor, now: datetime) -> tuple[Task, ...]:
    vocabulary = await current_vocabulary()
    share = completeness_of(profile.facts, sex, vocabulary)
    unanswered = [trait.code for trait in vocabulary.asked_of(sex) if trait.code not in profile.facts]
    steps = await list_steps(profile.person_id, actor=actor, now=now)
    wishes, references = len(counting(profile.wishes)), len(await list_references(profile.id))
    return (
        Task(
            gettext("About you"),
            f"/facts/{unanswered[0]}" if share < ALL else "/facts",
            *_measured(share),
            gettext("“Not stated” is an answer to every question."),
        ),
        Task(gettext("In your own words"), "/words/about_self", *_done(is_done=bool(profile.about_self))),
        Task(gettext("Whom you hope for"), "/wishes", *_counted_wishes(wishes)),
        Task(gettext("Photo or description"), "/appearance", *_done(is_done=profile.appearance is not None)),
        *await _guardian_tasks(profile, sex),
        Task(
            gettext("Two people who know you"),
            "/references",
            *_done(is_done=references >= REFERENCES_ASKED),
            gettext("Only staff speak with them; the other side never learns who they are."),
        ),
        Task(
            gettext("What may be shown, step by step"),
            "/steps",
            *_done(is_done=steps[0].is_given),
            gettext("You may change it at any time."),
        ),
        Task(gettext("The covenant"), "/covenant", *_done(is_done=profile.covenant_at is not None)),
        Task(
            gettext("Whom never to propose"),
            "/blocks",
            *_optional(len(await list_blocks(profile.id))),
            gettext("Relatives, colleagues, anybody: nobody learns of it."),
        ),
    )


async def _guardian_tasks(profile: Profile, sex: Sex) -> list[Task]:
    if sex is not Sex.FEMALE:
        return []
    wali = await find_wali(profile.id)
    hint = gettext("Naming him tells him nothing. Contacting him is a permission of its own.")
    return [Task(gettext("Your guardian"), "/wali", *_done(is_done=wali is not None), hint)]


def _share(tasks: tuple[Task, ...]) -> int:
    asked = [task for task in tasks if task.tone != "quiet" and task.path != "/blocks"]
    return 100 * sum(task.tone == "good" for task in asked) // len(asked) if asked else 0


def _done(*, is_done: bool) -> tuple[str, str]:
    return (gettext("Done"), "good") if is_done else (gettext("Still to do"), "new")


def _measured(share: int) -> tuple[str, str]:
    if share == ALL:
        return gettext("Done"), "good"
    return gettext("%(share)s%% answered", share=share), "new"


def _counted_wishes(number: int) -> tuple[str, str]:
    if not number:
        return gettext("Still to do"), "new"
    return ngettext("%(num)s wish", "%(num)s wishes", number), "good"


def _optional(number: int) -> tuple[str, str]:
    if not number:
        return gettext("If you like"), "quiet"
    return ngettext("%(num)s entry", "%(num)s entries", number), "good"
