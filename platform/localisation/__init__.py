"""Languages, dates, numbers and words: everything that reads differently in Arabic and English.

Messages are written in English in the code and in Arabic in `catalogues/ar/`.
The active language belongs to the running task, so no function passes it on.
"""

from wethaq.platform.localisation.languages import Language, active_language, direction, use_language
from wethaq.platform.localisation.translation import (
    N_,
    gendered,
    gettext,
    install_in,
    ngettext,
    npgettext,
    pgettext,
)

__all__ = [
    "N_",
    "Language",
    "active_language",
    "direction",
    "gendered",
    "gettext",
    "install_in",
    "ngettext",
    "npgettext",
    "pgettext",
    "use_language",
]
