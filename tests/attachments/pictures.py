"""Real pictures for tests, with everything a camera writes into them."""

import io
import random
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

CAMERA, PLACE, WORDS = "Pentagraph 9000", "42.8914", "Seen by nobody but the camera"


def photo(width: int = 2400, height: int = 1800, *, orientation: int = 1, form: str = "JPEG", seed: int = 1) -> bytes:
    """A photo of noise that says where, when, with what and by whom it was taken, in every way a file can."""
    small = Image.frombytes("RGB", (40, 30), random.Random(seed).randbytes(40 * 30 * 3))
    image = small.resize((width, height))
    image.paste("red", (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x0110], exif[0x013B], exif[0x0112] = CAMERA, WORDS, orientation
    exif.get_ifd(0x8769)[0x9003] = "2026:03:12 14:05:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (42.0, 53.0, 29.0), f"{PLACE}"
    written = io.BytesIO()
    xmp = f"<x:xmpmeta><exif:GPSLatitude>{PLACE}</exif:GPSLatitude>{CAMERA}</x:xmpmeta>".encode()
    if form == "PNG":
        words = PngInfo()
        words.add_text("Comment", f"{WORDS} {PLACE}")
        image.save(written, "PNG", exif=exif, pnginfo=words)
    else:
        image.save(written, "JPEG", quality=95, exif=exif, xmp=xmp, comment=f"{WORDS} {PLACE}".encode())
    return written.getvalue()


def drawing() -> bytes:
    """A plan of few colours."""
    image = Image.new("P", (800, 600), 0)
    image.putpalette([255, 255, 255, 0, 0, 0, 200, 0, 0])
    image.paste(1, (100, 100, 700, 110))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def document(*parts: str, mimetype: str = "") -> bytes:
    """A document that is a zip inside."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for part in parts:
            archive.writestr(part, "<x/>")
    return written.getvalue()


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF a very particular minute of a meeting"
