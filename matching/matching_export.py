"""What matching hands over in a copy of somebody's data (PDPL art. 4): everything they told us.

What others said of them in confidence (references, matchmakers' notes) is read out on
request; who they were proposed to is another person's datum.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.matching.fact_words import IMPORTANCE_WORDS, fact_text, wish_text
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.profile_words import STATE_WORDS
from wethaq.matching.profiles import Profile, find_profile_of
from wethaq.matching.purposes import CLASSES, PROCESSING
from wethaq.matching.tables import BlockRow, ReferenceRow, SensitiveFactRow, WaliRow
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.database.prepared import rows_where
from wethaq.platform.database.sealing import open_row
from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date

Fields = list[tuple[str, str]]


async def export_matching(person_id: UUID, *, now: datetime) -> Sequence[ExportSection]:
    """Return what is kept of one person; nothing for whoever never had a profile."""
    del now
    profile = await find_profile_of(person_id)
    if profile is None:
        return []
    sensitive = await _rows(SensitiveFactRow, profile.id)
    around = await _around(profile.id)
    return [
        ExportSection(N_("Your matchmaking profile"), [_profile(profile)], PROCESSING.code),
        ExportSection(N_("What you hope for"), [_wishes(profile)], PROCESSING.code),
        *[_class_section(row) for row in sensitive],
        ExportSection(N_("Guardian, references and blocks in your profile"), around, PROCESSING.code),
    ]


def _profile(profile: Profile) -> Fields:
    facts = [
        (trait.title, fact_text(trait, profile.facts[trait.code]))
        for trait in VOCABULARY.traits
        if trait.code in profile.facts
    ]
    words = [
        (N_("About yourself"), profile.about_self),
        (N_("Whom you hope for"), profile.hoped_for),
        (N_("Your employer"), profile.employer),
    ]
    return [
        (N_("Begun on"), dual_date(profile.made_at)),
        (N_("Where it stands"), gettext(STATE_WORDS[profile.state])),
        *facts,
        *[(label, value) for label, value in words if value],
    ]


def _wishes(profile: Profile) -> Fields:
    return [
        (
            VOCABULARY[wish.trait].title,
            f"{wish_text(VOCABULARY[wish.trait], wish)} – {gettext(IMPORTANCE_WORDS[wish.importance])}",
        )
        for wish in profile.wishes
        if wish.trait in VOCABULARY
    ]


def _class_section(row: dict[str, Any]) -> ExportSection:
    trait = VOCABULARY[row["trait"]]
    facts = [(trait.title, fact_text(trait, row["value"]))]
    if row["words"]:
        facts.append((N_("In your words"), row["words"]))
    which = trait.consent_class
    return ExportSection(trait.title, [facts], CLASSES[which].code if which else PROCESSING.code)


async def _around(profile_id: UUID) -> list[Fields]:
    walis = [(N_("Guardian"), row["name"]) for row in await _rows(WaliRow, profile_id)]
    references = [(N_("Reference"), row["name"]) for row in await _rows(ReferenceRow, profile_id)]
    blocks = [(N_("Never to be proposed to"), row["label"]) for row in await _rows(BlockRow, profile_id)]
    return [[each] for each in (*walis, *references, *blocks)]


async def _rows(table: Any, profile_id: UUID) -> list[dict[str, Any]]:
    return [open_row(table, row) for row in await rows_where(table, profile_id=profile_id)]
