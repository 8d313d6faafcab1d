"""A photo or trusted description, shown to one person for 72 hours: opened on purpose, marked, never to keep."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import product
from typing import Final
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from wethaq.matching.appearance import find_appearance
from wethaq.matching.consenting import consents_of
from wethaq.matching.openings import PHOTO, record_opening
from wethaq.matching.policy.agreement import Party, level_for
from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.stages import PHOTO_OPEN_FOR
from wethaq.matching.proposals import (
    COUPLE,
    ProposalNotFoundError,
    Seat,
    get_own_proposal,
    owners_of,
)
from wethaq.matching.tables import PhotoOpeningRow, PhotoRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import Row, insert_row, rows_where
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.documents.storage import read_sealed

_MARKS_DOWN, _MARKS_ALONG = 6, 2
_MARK_SHARE: Final = 16
_MARK_COLOUR: Final = (255, 255, 255, 110)
_MARK_EDGE: Final = (0, 0, 0, 90)
_LONGEST_EDGE: Final = 1200


@dataclass(frozen=True, slots=True)
class PhotoWindow:
    """What a reader may do about the other side's photo now; all False means that there is none for them."""

    may_open: bool = False
    is_open: bool = False
    is_over: bool = False
    is_picture: bool = False
    closes_at: datetime | None = None
    description: str | None = None


NO_PHOTO: Final = PhotoWindow()


async def look_at_photo(seat: Seat, *, actor: Actor, now: datetime) -> PhotoWindow:
    """Return whether there is something to open, or what is open; reading a description is written down."""
    async with transaction():
        row = await _showable(seat, now=now)
        if row is None:
            return NO_PHOTO
        opening = await _opening_of(seat)
        if opening is None:
            return PhotoWindow(may_open=True, is_picture=row["document_id"] is not None)
        if opening["expires_at"] <= now:
            return PhotoWindow(is_over=True)
        if row["document_id"] is not None:
            return PhotoWindow(is_open=True, is_picture=True, closes_at=opening["expires_at"])
        await record_opening(seat.proposal, seat.party, PHOTO, actor=actor, now=now)
        words = open_row(PhotoRow, row)["description"]
    return PhotoWindow(is_open=True, closes_at=opening["expires_at"], description=words)


async def open_photo(proposal_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Begin the 72 hours, once; a second opening changes nothing."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor)
        if await _showable(seat, now=now) is None:
            raise ProposalNotFoundError
        values = {
            "id": new_id(),
            "proposal_id": proposal_id,
            "party": seat.party.value,
            "opened_at": now,
            "expires_at": now + PHOTO_OPEN_FOR,
        }
        try:
            async with savepoint():
                await insert_row(PhotoOpeningRow, values)
        except UNIQUE_VIOLATIONS:
            return
        await audit.record("matching.photo_opened", proposal_id, actor=actor, now=now)


async def serve_photo(proposal_id: UUID, *, actor: Actor, now: datetime) -> bytes:
    """Return the picture with the reader's own mark on it, and write the reading down.

    Stage, consents, class, approval and the 72 hours are asked at every single request.
    Raises ProposalNotFoundError for everything that isn't open.
    """
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor)
        row = await _showable(seat, now=now)
        opening = await _opening_of(seat)
        if row is None or opening is None or opening["expires_at"] <= now or row["document_id"] is None:
            raise ProposalNotFoundError
        await record_opening(seat.proposal, seat.party, PHOTO, actor=actor, now=now)
    return marked(await read_sealed(row["document_id"]), reader_number(seat))


def reader_number(seat: Seat) -> str:
    """Return the number by which staff find out whose screen a photo was taken from; it names nobody."""
    return f"{str(seat.proposal.id)[:8].upper()}-{list(Party).index(seat.party) + 1}"


def marked(content: bytes, number: str) -> bytes:
    """Return a picture as JPEG with a number all over it, no larger than a phone's screen needs."""
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(size=max(12, min(picture.size) // _MARK_SHARE))
    for down, along in product(range(_MARKS_DOWN), range(_MARKS_ALONG)):
        shift = (down % 2) * picture.width // 5
        place = (
            shift + picture.width * along // _MARKS_ALONG + picture.width // 40,
            picture.height * down // _MARKS_DOWN + picture.height // 20,
        )
        draw.text(place, number, font=font, fill=_MARK_COLOUR, stroke_width=1, stroke_fill=_MARK_EDGE)
    out = BytesIO()
    Image.alpha_composite(picture, layer).convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


async def _showable(seat: Seat, *, now: datetime) -> Row | None:
    """Return what the other side shows of itself now, sealed; None unless stage, consent and class all allow it."""
    found = seat.proposal
    if seat.party not in COUPLE or found.rule.skips_photo:
        return None
    owner_id = found.profile_opposite(seat.party)
    consents = await consents_of((await owners_of(found))[owner_id], now=now)
    reached = min(level_for(found.rule, seat.party), consents.up_to)
    if reached < Level.PHOTO or ConsentClass.PHOTO not in consents.classes:
        return None
    row = await find_appearance(owner_id)
    return row if row is not None and row["approved_at"] is not None else None


async def _opening_of(seat: Seat) -> Row | None:
    rows = await rows_where(PhotoOpeningRow, proposal_id=seat.proposal.id, party=seat.party.value)
    return rows[0] if rows else None
