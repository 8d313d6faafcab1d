"""The pages of a proposal, filled."""

from typing import Any, Final

from litestar import Response

from wethaq.matching.fact_words import fact_text
from wethaq.matching.own_history import HistoryEvent
from wethaq.matching.own_proposals import ProposalLine, ProposalView
from wethaq.matching.policy.stages import Stage
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.proposal_words import (
    ASKED_AS_WALI,
    DETAILS_WITHOUT_PHOTO,
    MAHRAM_WORDS,
    MET_WORDS,
    NEXT_OPENS,
    OTHER_SIDE_NAMES,
    STAGE_MEANING,
    STAGE_NAMES,
    VIEW_TONE,
    VIEW_WORDS,
)
from wethaq.platform.localisation import gettext
from wethaq.platform.web.rendering import page

FOLDER: Final = "matching/proposals"
PATH: Final = "/matching/proposals"
WALI_PATH: Final = "/matching/wali"
UNLISTED: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
WORDS: Final[dict[str, Any]] = {
    "stage_names": STAGE_NAMES,
    "stage_meaning": STAGE_MEANING,
    "asked_as_wali": ASKED_AS_WALI,
    "view_words": VIEW_WORDS,
    "view_tone": VIEW_TONE,
    "other_names": OTHER_SIDE_NAMES,
    "mahram_words": MAHRAM_WORDS,
    "met_words": MET_WORDS,
    "fact_text": fact_text,
    "way": tuple(STAGE_NAMES),
}


def proposal_page(view: ProposalView, *, done: str | None, is_wali: bool = False) -> Response[str]:
    """Answer with a proposal's page."""
    return page(
        f"{FOLDER}/proposal.html",
        view=view,
        line=view.line,
        done=done,
        is_wali=is_wali,
        path=f"{WALI_PATH if is_wali else PATH}/{view.line.seat.proposal.id}",
        vocabulary=VOCABULARY,
        history=[{"title": history_words(each.event, each.stage), "at": each.at} for each in view.history],
        **WORDS,
    )


def next_opens(line: ProposalLine) -> str:
    """Return what a yes leads to, in words."""
    rule = line.seat.proposal.rule
    if rule.stage is Stage.DETAILS and rule.skips_photo:
        return gettext(DETAILS_WITHOUT_PHOTO)
    words = NEXT_OPENS.get(rule.stage)
    return gettext(words) if words else ""


def history_words(event: HistoryEvent, stage: Stage | None) -> str:
    """Return one line of one's own history."""
    name = gettext(STAGE_NAMES[stage]) if stage in STAGE_NAMES else ""
    if event is HistoryEvent.REACHED_ME:
        return gettext("The proposal reached you")
    if event is HistoryEvent.I_AGREED:
        return gettext("You said yes after: %(stage)s") % {"stage": name}
    if event is HistoryEvent.OPENED:
        return gettext("It went on to: %(stage)s") % {"stage": name}
    if event is HistoryEvent.I_DECLINED:
        return gettext("You said “not now”")
    return gettext("Not completed")
