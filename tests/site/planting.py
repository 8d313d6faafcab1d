"""Secrets that are found again wherever they lie in clear, however they are spelt."""

import hashlib
import random
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from wethaq.platform.localisation.normalise import luhn_digit
from wethaq.platform.people.policy.names import matching_key, name_key

LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهو"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
OPEN_FILES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"RIFF")


class Planter:
    """Makes secrets of every kind, no two alike, and remembers them."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.secrets: list[str] = []

    def _planted(self, secret: str) -> str:
        self.secrets.append(secret)
        return secret

    def _word(self) -> str:
        return "".join(self._chance.choices(LETTERS, k=9))

    def name(self) -> str:
        """A name whose normalised spellings differ from it."""
        return self._planted(f"أ{self._word()}ة")

    def words(self) -> str:
        """Something that was said; its middle is what nobody else would say."""
        return f"قالت إن {self._planted(f'{self._word()} {self._word()}')} أمر لا يعرفه أحد سواها، وسألت عنه."

    def national_id(self) -> str:
        stem = f"1{self._chance.randrange(10**7, 10**8)}"
        return self._planted(stem + luhn_digit(stem))

    def mobile(self) -> str:
        return self._planted(f"+96650{self._chance.randrange(10**6, 10**7)}")

    def latin(self) -> str:
        return self._planted(self._chance.randbytes(8).hex() + "Zq")

    def email(self) -> str:
        return self._planted(f"{self._chance.randbytes(6).hex()}@planted.example.org")

    def pdf(self) -> bytes:
        """A PDF that says a secret on its page, in clear, and another about its author."""
        writer = PdfWriter()
        page = writer.add_blank_page(200, 200)
        content = DecodedStreamObject()
        content.set_data(b"BT /F1 12 Tf 20 20 Td (" + self.latin().encode() + b") Tj ET")
        page[NameObject("/Contents")] = writer._add_object(content)
        writer.add_metadata({"/Author": self.latin()})
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    def png(self) -> bytes:
        notes, out = PngImagePlugin.PngInfo(), BytesIO()
        notes.add_text("Comment", self.latin())
        Image.new("RGB", (40, 30), "teal").save(out, "PNG", pnginfo=notes)
        return out.getvalue()


def spellings(secret: str) -> Iterator[bytes]:
    """Yield what a leak of the secret may look like: as it is, normalised, encoded, or as a hash without a key."""
    written = {secret, secret.lower(), secret.upper(), name_key(secret), matching_key(secret)}
    digits = secret.lstrip("+")
    if digits.isdigit():
        written |= {digits, digits.translate(ARABIC_DIGITS)}
        written |= {f"0{digits[3:]}"} if secret.startswith("+966") else set()
    for text in filter(None, written):
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode("unicode_escape")
        yield from (
            hashlib.new(kind, text.encode()).hexdigest().encode() for kind in ("md5", "sha1", "sha256")
        )
        yield hashlib.sha256(text.encode()).digest()


def leaks(secrets: Iterable[str], places: dict[str, bytes]) -> list[str]:
    """Name each secret that stands somewhere in clear, and where."""
    return [
        f"{secret} in {place}"
        for place, content in places.items()
        for secret in secrets
        if any(spelling in content for spelling in set(spellings(secret)))
    ]


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, its name included."""
    return {
        str(path.relative_to(folder)): path.name.encode() + path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
