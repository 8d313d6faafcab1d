"""How "who has opened my file" reads: what was opened, and what for.

A service's own words come from app.py (`explain_openings`).
"""

from collections.abc import Mapping

from wethaq.platform.errors import N_

WHAT_WORDS = {
    "request": N_("Your request"),
    "people.file": N_("Your details"),
    "documents.file": N_("A document of yours"),
    "documents.letter": N_("A letter to you"),
    "committee.case": N_("Your request"),
    "portal.inquiry": N_("A question of yours"),
}
OTHER_WHAT = N_("Part of your file")

PURPOSE_WORDS = {
    "request_study": N_("To study your request"),
    "people.duplicates": N_("To make sure that you have one file only"),
    "people.guardianship": N_("To verify a guardianship"),
    "people.reception": N_("To receive you"),
    "portal.inquiry": N_("To answer your question"),
    "committee_study": N_("To study your request in the committee"),
}
OTHER_PURPOSE = N_("To serve your request")


def explain_openings(what: Mapping[str, str], purposes: Mapping[str, str]) -> None:
    """Take a service's words for its records and purposes; harmless when done again."""
    WHAT_WORDS.update(what)
    PURPOSE_WORDS.update(purposes)


def what_words(what: str) -> str:
    """Return the msgid for a kind of record."""
    return WHAT_WORDS.get(what, OTHER_WHAT)


def purpose_words(purpose: str) -> str:
    """Return the msgid for a purpose."""
    return PURPOSE_WORDS.get(purpose, OTHER_PURPOSE)
