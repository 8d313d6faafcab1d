"""What "my file" shows of proposals: that something waits to be read, and no more.

"My file" may be opened beside somebody else, so it says neither of whom nor at which step.
"""

from datetime import datetime

from wethaq.matching.own_proposals import ProposalLine, list_own, list_wards
from wethaq.matching.proposal_words import VIEW_TONE, VIEW_WORDS
from wethaq.platform.actors import Actor
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date
from wethaq.platform.portal.file_sections import FileLine, FileSection
from wethaq.platform.portal.next_step import NextAct

OWN_PATH = "/matching/proposals"
WALI_PATH = "/matching/wali"
SHOWN = 3


async def compose_proposals(*, actor: Actor, now: datetime) -> FileSection | None:
    """Return what waits for the reader and what goes on; None for whoever was never told of any."""
    del now
    own, wards = await list_own(actor=actor), await list_wards(actor=actor)
    if not own and not wards:
        return None
    lines = [*(_line(each, OWN_PATH) for each in own), *(_line(each, WALI_PATH) for each in wards)]
    return FileSection(
        key="matching-proposals",
        title=gettext("Entrusted to you"),
        lines=lines[:SHOWN],
        all_path=OWN_PATH if own else WALI_PATH,
        all_words=gettext("Show all"),
        next_act=_next_act(own, OWN_PATH) or _next_act(wards, WALI_PATH),
    )


def _line(line: ProposalLine, path: str) -> FileLine:
    tag = gettext("Your answer is awaited") if line.awaits_me else gettext(VIEW_WORDS[line.view])
    return FileLine(
        title=gettext("Something to read"),
        path=f"{path}/{line.seat.proposal.id}",
        tag=tag,
        tone="wait" if line.awaits_me else VIEW_TONE[line.view],
        facts=(line.number,),
    )


def _next_act(lines: list[ProposalLine], path: str) -> NextAct | None:
    awaited = next((line for line in lines if line.awaits_me and line.until), None)
    if awaited is None or awaited.until is None:
        return None
    words = gettext("Your answer is awaited until %(when)s.") % {"when": dual_date(awaited.until)}
    return NextAct(
        gettext("Something waits for your answer"),
        words,
        f"{path}/{awaited.seat.proposal.id}",
        gettext("Read it"),
    )
