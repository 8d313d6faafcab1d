"""The documents of the demonstration: bylaws and support guide, clearly marked as invented."""

from datetime import datetime
from pathlib import Path

from wethaq.platform.actors import Actor
from wethaq.platform.documents.publications import (
    BYLAWS,
    SUPPORT_GUIDE,
    Wording,
    list_publications,
    publish_document,
)

_FOLDER = Path(__file__).parent / "wording"
_TITLES = {
    BYLAWS: ("اللائحة الأساسية", "Bylaws"),
    SUPPORT_GUIDE: ("دليل سياسة الدعم للمستفيدين", "Guide to the beneficiary-support policy"),
}


async def publish_demo_documents(*, actor: Actor, now: datetime) -> None:
    """Publish both documents unless they are there already."""
    there = {publication.code for publication in await list_publications(actor=actor)}
    for code in sorted(_TITLES.keys() - there):
        await publish_document(code, demo_wording(code), actor=actor, now=now)


def demo_wording(code: str) -> Wording:
    """Return the demonstration text of a document."""
    title_ar, title_en = _TITLES[code]
    body_ar, body_en = ((_FOLDER / f"{code}.{language}.txt").read_text("utf-8") for language in ("ar", "en"))
    return Wording(title_ar, title_en, body_ar, body_en)
