"""What Python's collector of circular garbage needn't look through."""

import gc
from typing import Final

NEW_OBJECTS: Final = 10_000
"""So many before the collector looks for circles among them, ten times the usual; a page makes some thousands."""


def spare_what_stays() -> None:
    """Take what the house is made of (modules, routes, templates) out of the collector's sight.

    It lives as long as the process does. A full collection walks through all of it,
    which takes as long as answering several requests, and happens in the midst of one.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
