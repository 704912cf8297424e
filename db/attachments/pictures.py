"""Photos made fit to be kept: upright, not larger than a screen, and nothing left of the file but the picture itself.

A camera writes into its files where and when, with which device and by whom a picture was taken. None of that is kept
but the day, which stands on the record where people see it.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError

from db.errors import KnownError

LONG_SIDE = 1600  # pixels: sharp on a page and on a screen, some 400 KB
THUMBNAIL = 256
QUALITY = 85
PIXELS = 60_000_000  # after a JPEG was read at a smaller scale; more is no photo but a trap, or needs another program
_DRAWING = 256  # a picture of at most so many colours is drawn, and stays sharp as PNG
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_TAKEN, _EXIF = 0x9003, 0x8769

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked instead, before a pixel is read: a warning would stop nothing


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its bytes, what they are, how large it is, and the day it says it was taken ("")."""

    content: bytes
    media_type: str
    width: int
    height: int
    taken_on: str


def clean(content: bytes, name: str) -> Picture:
    """Return a picture fit to be kept.

    Raises KnownError `picture-unreadable`, `picture-too-large`.
    """
    image = _read(content, name, LONG_SIDE)
    taken_on = _day(image)
    image = _upright(image, name)
    drawn = image.format == "PNG" or "A" in image.getbands() or image.mode == "P"
    plain = _opaque(image)
    drawn = drawn and plain.getcolors(_DRAWING) is not None
    plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    if drawn:
        plain.save(written, "PNG", optimize=True)
    else:
        plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    media_type = "image/png" if drawn else "image/jpeg"
    return Picture(written.getvalue(), media_type, plain.width, plain.height, taken_on)


def thumbnail(content: bytes, name: str = "") -> bytes:
    """Return a small JPEG of a picture.

    Raises KnownError `picture-unreadable`, `picture-too-large`.
    """
    image = _opaque(_upright(_read(content, name, 2 * THUMBNAIL), name))
    image.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _read(content: bytes, name: str, side: int) -> Image.Image:
    """Open a picture; nothing but its head is read."""
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        image.draft("RGB", (side, side))  # a JPEG is read at a fraction of its size, the others as they are
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, OverflowError) as error:
        raise KnownError("picture-unreadable", file=name, detail=_plain(error)) from error
    if image.mode[0] in "IF":
        raise KnownError("picture-unreadable", file=name, detail="it measures something and is no photo")
    if image.width * image.height > PIXELS:
        raise KnownError("picture-too-large", file=name, width=image.width, height=image.height)
    return image


def _upright(image: Image.Image, name: str) -> Image.Image:
    """Read the pixels and turn them as the camera was held."""
    kind = image.format
    try:
        image.load()
        turned = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, OverflowError, KeyError, TypeError, EOFError) as error:
        raise KnownError("picture-unreadable", file=name, detail=_plain(error)) from error
    turned.format = kind
    return turned


def _opaque(image: Image.Image) -> Image.Image:
    """Return only the colours: what shines through becomes white, and every word beside the pixels is gone."""
    clear = image.convert("RGBA")
    plain = Image.new("RGB", clear.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    return plain


def _day(image: Image.Image) -> str:
    """Return the day on which the camera says that it took the picture, "" where it says none that can be."""
    try:
        said = str(image.getexif().get_ifd(_EXIF).get(_TAKEN, ""))
        return datetime.strptime(said[:10], "%Y:%m:%d").date().isoformat()
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, OverflowError):
        return ""


def _plain(error: Exception) -> str:
    return "it is damaged" if not isinstance(error, UnidentifiedImageError) else "it is damaged or no such picture"
