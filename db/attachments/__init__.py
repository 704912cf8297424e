"""Photos and papers: what may be attached, attaching it, and giving it out again."""

from db.attachments.files import PAPER, PHOTO, PICTURE_ENDINGS, Prepared, harmless, prepare, prepare_bytes
from db.attachments.pictures import Region, thumbnails
from db.attachments.verbs import Attached, attach, attached, blur, content_of, detach, one_attached, safe_name, save

__all__ = [
    "PAPER",
    "PHOTO",
    "PICTURE_ENDINGS",
    "Attached",
    "Prepared",
    "Region",
    "attach",
    "attached",
    "blur",
    "content_of",
    "detach",
    "harmless",
    "one_attached",
    "prepare",
    "prepare_bytes",
    "safe_name",
    "save",
    "thumbnails",
]
