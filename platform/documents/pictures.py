"""Pictures, rebuilt from their raw points so that nothing but the picture is kept.

A plain re-save by Pillow keeps comments and profiles (a JPEG comment with a
script survives it); copying the points into a new picture can't.
"""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from wethaq.platform.documents.errors import PictureDamagedError, PictureTooLargeError
from wethaq.platform.documents.policy import MAX_PICTURE_POINTS, FileType

_PILLOW_NAMES = {FileType.JPEG: "JPEG", FileType.PNG: "PNG", FileType.WEBP: "WEBP"}
_SAVE_OPTIONS: dict[FileType, dict[str, object]] = {
    FileType.JPEG: {"quality": 88},
    FileType.PNG: {},
    FileType.WEBP: {"quality": 85},
}
_WEBP_SIZE_BYTES = 10
_DEEP_GREY_MODES = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N", "F"})

# Our own limit, checked below, is stricter and gives a clearer message than Pillow's.
Image.MAX_IMAGE_PIXELS = None


def rebuild_picture(content: bytes, file_type: FileType) -> bytes:
    """Return the same picture, upright, made of its points alone.

    Raises PictureTooLargeError before any point is decoded, and
    PictureDamagedError where the content isn't the picture that it begins as.
    """
    if file_type is FileType.WEBP:
        # Pillow's WebP reader reserves the whole canvas on opening, so its size is read first.
        _ensure_points(*_webp_size(content))
    try:
        with Image.open(BytesIO(content), formats=[_PILLOW_NAMES[file_type]]) as picture:
            _ensure_points(*picture.size)
            return _saved(_copied_points(picture), file_type)
    except (
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        IndexError,
        KeyError,
        TypeError,
        EOFError,
        OverflowError,
    ) as error:
        raise PictureDamagedError from error


def _ensure_points(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise PictureDamagedError
    if width * height > MAX_PICTURE_POINTS:
        raise PictureTooLargeError(limit=MAX_PICTURE_POINTS // 1_000_000)


def _copied_points(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in _DEEP_GREY_MODES:
        upright = upright.convert("F").point(lambda value: value / 256).convert("L")
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _saved(picture: Image.Image, file_type: FileType) -> bytes:
    if file_type is FileType.JPEG:
        picture = picture.convert("RGB")
    out = BytesIO()
    picture.save(out, _PILLOW_NAMES[file_type], **_SAVE_OPTIONS[file_type])
    return out.getvalue()


def _webp_size(content: bytes) -> tuple[int, int]:
    """Read width and height from the first chunk (RFC 9649, sections 2.5 to 2.7)."""
    chunk, body = content[12:16], content[20:30]
    if len(body) < _WEBP_SIZE_BYTES:
        raise PictureDamagedError
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise PictureDamagedError
