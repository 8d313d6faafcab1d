"""IBM Plex Sans Arabic, cut down to what our pages write.

A whole weight is 74 kB; Arabic and English letters, digits and marks are 22.
The SIL Open Font License reserves the name "Plex" for the unchanged font, so
the cut one calls itself by another and keeps the copyright and the licence.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

FAMILY = "Wethaq Sans"
_FOLDER = "@ibm/plex-sans-arabic/fonts/complete/woff2/IBMPlexSansArabic-{}.woff2"
SOURCES = {
    "fonts/sans-regular.woff2": _FOLDER.format("Regular"),
    "fonts/sans-medium.woff2": _FOLDER.format("Medium"),
    "fonts/sans-bold.woff2": _FOLDER.format("Bold"),
}
_AMIRI = "@expo-google-fonts/amiri/{0}/Amiri_{0}.ttf"
FOR_LETTERS = {
    "fonts/amiri-regular.ttf": _AMIRI.format("400Regular"),
    "fonts/amiri-bold.ttf": _AMIRI.format("700Bold"),
}
"""What decision letters are set in: whole, and not for browsers; a packed site has no other copy."""

LETTERS = (
    (0x0020, 0x007E),  # English letters and digits
    (0x00A0, 0x00BF),  # marks, among them « » and ©
    (0x00D7, 0x00D7),
    (0x0606, 0x066D),  # Arabic letters, vowel signs, digits and marks
    (0x0670, 0x0671),
    (0x06CC, 0x06CC),  # the Persian yeh that some keyboards type
    (0x06F0, 0x06F9),
    (0x200C, 0x200F),  # joiners and direction marks
    (0x2010, 0x2026),  # dashes, quotation marks, ellipsis
    (0x2066, 0x2069),  # isolates
    (0xFDF2, 0xFDF2),  # the name of God as one sign
)
FAMILY_NAME_IDS = (1, 3, 4, 6, 16)
"""Name records that carry the family name (OpenType, name table)."""


def cut_font(source: Path, tell: Callable[[str], None]) -> bytes:
    """Return the font with our letters only, or whole where fontTools is missing."""
    try:
        from fontTools.subset import (  # noqa: PLC0415 - only a machine that builds has it
            Options,
            Subsetter,
            load_font,
            save_font,
        )
    except ImportError:
        tell(f"fontTools isn't installed: {source.name} is served whole")
        return source.read_bytes()
    options = Options(flavor="woff2", hinting=False, name_IDs=["*"], notdef_outline=True)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAME_IDS:
            record.string = FAMILY
    target = BytesIO()
    save_font(font, target, options)
    font.close()
    return target.getvalue()
