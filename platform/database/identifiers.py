"""Identifiers of rows: random, so that they tell neither order nor time."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Return a fresh random id; it is needed before the insertion, since seals are bound to it."""
    return uuid4()
