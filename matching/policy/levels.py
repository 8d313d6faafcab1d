"""How much of a person a proposal has opened, and which data need a consent of their own."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """What the other side may see at most (design: Disclosure); a higher level includes those below."""

    NOTHING = 0
    SUMMARY = 1
    """S1: anonymous, in a few lines."""
    DETAILS = 2
    """S2: still without a name."""
    PHOTO = 3
    """S3: a photo, or the trusted description by female staff; may be skipped."""
    GUARDIANS = 4
    """S4: names, and the guardians connected."""
    STAFF_ONLY = 9
    """What no proposal ever opens, such as references."""


class ConsentClass(StrEnum):
    """Data that ask for an explicit consent of their own (PDPL art. 1(11) and 6; here also the photo)."""

    LINEAGE = "lineage"
    RELIGIOSITY = "religiosity"
    HEALTH = "health"
    DISABILITY = "disability"
    CERTIFICATE = "certificate"
    PHOTO = "photo"
