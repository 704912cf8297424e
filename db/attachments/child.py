"""Reads pictures that strangers made in a process of its own, within limits; it may be killed or crash unharmed.

Run as a script it takes one line of JSON (what is wanted, and how many bytes each picture has) and the pictures on
standard input, and answers with one line of JSON and the pictures it made. It imports nothing of ours.

A camera writes into its files where and when, with which device and by whom a picture was taken. None of that is kept
but the day, which stands on the record where people see it.
"""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

MEMORY = 3 << 29  # bytes; the largest picture that is taken needs half of it
CPU_SECONDS = 40
CLEAN, THUMBNAILS, BLUR = "clean", "thumbnails", "blur"  # what can be wanted

LONG_SIDE = 1600  # pixels: sharp on a page and on a screen, some 400 KB
THUMBNAIL = 256
QUALITY = 85
_BLOCKS = 6  # into so many squares a blurred part falls, each of one colour: no face comes back out of them
PIXELS = 60_000_000  # after a JPEG was read at a smaller scale; more is no photo but a trap, or needs another program
_DRAWING = 256  # a picture of at most so many colours is drawn, and stays sharp as PNG
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_TAKEN, _EXIF = 0x9003, 0x8769

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked instead, before a pixel is read: a warning would stop nothing


class Refused(Exception):
    """A picture that is not taken: `code` says why, `values` what its sentence mentions."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def limit() -> None:
    """Bound what this process may use; where the system has no such limits, the parent's clock is the only one."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def clean(content: bytes) -> tuple[bytes, dict[str, object]]:
    """Return a picture fit to be kept, and what is said of it: upright, not larger than a screen, only its pixels.

    Raises Refused.
    """
    image = _read(content, LONG_SIDE)
    taken_on = _day(image)
    image = _upright(image)
    drawn = image.format == "PNG" or "A" in image.getbands() or image.mode == "P"
    plain = _opaque(image)
    drawn = drawn and plain.getcolors(_DRAWING) is not None
    plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return _packed(plain, drawn, taken_on)


def blur(content: bytes, regions: list[list[float]]) -> tuple[bytes, dict[str, object]]:
    """Return a picture with parts of it made unrecognisable; each is left, top, right, bottom as shares of 1.

    Raises Refused.
    """
    image = _read(content, LONG_SIDE)
    drawn = image.format == "PNG"
    plain = _opaque(_upright(image))
    for left, top, right, bottom in regions:
        box = (
            *(max(0, int(left * plain.width)), max(0, int(top * plain.height))),
            *(min(plain.width, round(right * plain.width)), min(plain.height, round(bottom * plain.height))),
        )
        if box[0] < box[2] and box[1] < box[3]:
            part = plain.crop(box)
            few = _resized(part, (min(_BLOCKS, part.width), min(_BLOCKS, part.height)), Image.Resampling.BOX)
            plain.paste(_resized(few, part.size, Image.Resampling.NEAREST), box[:2])
    return _packed(plain, drawn, "")


def _resized(image: Image.Image, size: tuple[int, int], how: Image.Resampling) -> Image.Image:
    return image.resize(size, how)  # pyright: ignore[reportUnknownMemberType]


def _packed(plain: Image.Image, drawn: bool, taken_on: str) -> tuple[bytes, dict[str, object]]:
    """Return the file of a picture that is only pixels, and what is said of it."""
    written = io.BytesIO()
    if drawn:
        plain.save(written, "PNG", optimize=True)
    else:
        plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    media_type = "image/png" if drawn else "image/jpeg"
    said: dict[str, object] = {
        "media_type": media_type,
        "width": plain.width,
        "height": plain.height,
        "taken_on": taken_on,
    }
    return written.getvalue(), said


def thumbnail(content: bytes) -> tuple[bytes, dict[str, object]]:
    """Return a small JPEG of a picture; of it nothing more is said.

    Raises Refused.
    """
    image = _opaque(_upright(_read(content, 2 * THUMBNAIL)))
    image.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue(), {}


def _read(content: bytes, side: int) -> Image.Image:
    """Open a picture; nothing but its head is read."""
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        image.draft("RGB", (side, side))  # a JPEG is read at a fraction of its size, the others as they are
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, OverflowError) as error:
        raise Refused("picture-unreadable", detail=_plain(error)) from error
    if image.mode[0] in "IF":
        raise Refused("picture-unreadable", detail="it measures something and is no photo")
    if image.width * image.height > PIXELS:
        raise Refused("picture-too-large", width=image.width, height=image.height)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Read the pixels and turn them as the camera was held."""
    kind = image.format
    try:
        image.load()
        turned = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, OverflowError, KeyError, TypeError, EOFError) as error:
        raise Refused("picture-unreadable", detail=_plain(error)) from error
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


def answer(wanted: str, contents: list[bytes], regions: list[list[float]]) -> bytes:
    """Return what the parent gets: a line that says of each picture what it is or why not, then the pictures."""
    make: Callable[[bytes], tuple[bytes, dict[str, object]]] = clean if wanted == CLEAN else thumbnail
    if wanted == BLUR:
        make = partial(blur, regions=regions)
    told: list[dict[str, Any]] = []
    made: list[bytes] = []
    for content in contents:
        try:
            picture, said = make(content)
        except Refused as refused:
            picture, said = b"", {"error": refused.code, "values": refused.values}
        told.append(said | {"size": len(picture)})
        made.append(picture)
    return json.dumps(told).encode() + b"\n" + b"".join(made)


def main() -> None:
    """Answer the parent process."""
    asked = json.loads(sys.stdin.buffer.readline())
    contents = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    limit()
    sys.stdout.buffer.write(answer(asked["wanted"], contents, asked["regions"]))


if __name__ == "__main__":
    main()
