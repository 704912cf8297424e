"""Attaching files to records, and giving them out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.attachments.files import ENDINGS, PHOTO, Prepared, harmless
from db.attachments.pictures import Region, blurred
from db.catalogue import ACTIVITY_TYPES, Value
from db.catalogue.attachments import ABOUT, ATTACHMENT, FILE
from db.errors import KnownError
from db.records import create, delete, find, owner_of
from db.records.parts import list_parts
from db.records.redaction import blank_merged
from db.revisions import RecordKey
from db.store import Office, Reading, Write
from db.store.access import COPY, REDACT, note_access
from db.store.files import write_aside


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo or paper of a record; `here` says whether its bytes have come, `about` is the uid of the part."""

    uid: str
    owner: str
    kind: str
    name: str
    media_type: str
    caption: str
    consent: str
    taken_on: str
    digest: str
    size: int
    width: int
    height: int
    about: str
    conflict: bool
    here: bool
    minors: bool = False


def attach(
    office: Office,
    ref: str,
    files: Sequence[Prepared],
    *,
    caption: str = "",
    consent: str = "",
    kind: str = "",
    reason: str = "",
) -> list[RecordKey]:
    """Attach files to an activity, or to a part of one such as a monitoring visit; one gesture, however many they are.

    `kind` says "photo" or "paper" where that does not follow from the file.

    Raises KnownError `no-record`, `cannot-attach`, `deleted-record`, `bad-record`, `disk-full`, `cannot-write`,
    `protected-place`.
    """
    with office.read() as reading:
        owner, _ = _place(reading, ref)  # before any bytes are kept
        hidden = reading.folded(owner).values.get("protected") == "yes"
    if hidden and any((kind or file.kind) == PHOTO for file in files):
        raise KnownError("protected-place", ref=ref)
    digests = [office.attachments.put(file.content) for file in files]
    with office.write("attach", reason) as write:
        said = {"caption": caption, "consent": consent, "kind": kind}
        return [
            record_file(write, ref, file, digest, {key: text for key, text in said.items() if text})
            for file, digest in zip(files, digests, strict=True)
        ]


def record_file(write: Write, ref: str, file: Prepared, digest: str, said: Mapping[str, object]) -> RecordKey:
    """Write the record of a file whose bytes are kept already.

    Raises KnownError as `attach` does.
    """
    owner, part = _place(write, ref)
    raw: dict[str, object] = {"activity": owner, "part": part or None, "kind": file.kind, "taken_on": file.taken_on}
    given: dict[str, Value] = {
        "name": file.name,
        "media_type": file.media_type,
        "size": len(file.content),
        "width": file.width,
        "height": file.height,
        "digest": digest,
    }
    return create(write, ATTACHMENT.key, raw | dict(said), given=given)


def _place(reading: Reading, ref: str) -> tuple[str, str]:
    """Return the activity that a file is attached to, and the part of it that the file is about ("")."""
    record = find(reading, ref)
    if reading.folded(record.uid).deleted:
        raise KnownError("deleted-record", ref=ref)
    if record.type in ACTIVITY_TYPES:
        return record.uid, ""
    if record.type in ABOUT:
        return owner_of(reading, record), record.uid
    raise KnownError("cannot-attach", ref=ref)


def attached(office: Office, reading: Reading, ref: str) -> list[Attached]:
    """Return the photos and papers of a record: of an activity all, of a part those about it; oldest first.

    Raises KnownError `no-record`, `cannot-attach`.
    """
    owner, part = _place(reading, ref)
    rows = [row for row in list_parts(reading, ATTACHMENT.key, owner) if part in ("", row.values.get("part"))]
    held = office.attachments.held(str(row.values["digest"]) for row in rows if row.values.get("digest"))
    return [_attached(row.uid, row.owner, row.values, row.conflict, held) for row in rows]


def one_attached(office: Office, reading: Reading, ref: str) -> Attached:
    """Return one photo or paper.

    Raises KnownError `no-record`, `no-attachment`, `deleted-record`.
    """
    record = find(reading, ref)
    if record.type != ATTACHMENT.key:
        raise KnownError("no-attachment", ref=ref)
    folded = reading.folded(record.uid)
    if folded.deleted:
        raise KnownError("deleted-record", ref=ref)
    values = ATTACHMENT.field_values(folded.values)
    held = office.attachments.held([str(values["digest"])] if values["digest"] else [])
    return _attached(record.uid, str(values["activity"]), values, bool(folded.conflicts), held)


def _attached(uid: str, owner: str, values: Mapping[str, Value], conflict: bool, held: set[str]) -> Attached:
    def text(key: str) -> str:
        return str(values.get(key) or "")

    def number(key: str) -> int:
        found = values.get(key)
        return found if isinstance(found, int) else 0

    return Attached(
        uid,
        owner,
        text("kind"),
        text("name"),
        text("media_type"),
        text("caption"),
        text("consent"),
        text("taken_on"),
        text("digest"),
        number("size"),
        number("width"),
        number("height"),
        text("part"),
        conflict,
        text("digest") in held,
        text("minors") == "yes",
    )


def detach(write: Write, ref: str, override: str = "") -> RecordKey:
    """Take a photo or paper from its record; it can be brought back.

    One without which a rule of its project breaks needs an `override` (the reason).

    Raises KnownError `no-record`, `no-attachment`, `deleted-record`, `rule-broken`.
    """
    if find(write, ref).type != ATTACHMENT.key:
        raise KnownError("no-attachment", ref=ref)
    return delete(write, ref, override)


def content_of(office: Office, one: Attached) -> bytes:
    """Return the bytes of a photo or paper.

    Raises KnownError `attachment-not-here`, `attachment-taken-out`, `attachments-damaged`.
    """
    if not one.digest:
        raise KnownError("attachment-taken-out", name=one.name or one.uid)
    return office.attachments.get(one.digest)


def save(office: Office, one: Attached, target: Path) -> Path:
    """Write a photo or paper to a file, or into a folder under its own name; return where.

    Raises KnownError `cannot-write`, `disk-full`, and as `content_of` does.
    """
    content = content_of(office, one)
    path = target / safe_name(one) if target.is_dir() else target
    write_aside(path, content)
    with office.write("copy") as write:
        note_access(write, COPY, count=1, file=path.name, digest=one.digest)
    return path


def blur(office: Office, one: Attached, regions: Sequence[Region]) -> RecordKey:
    """Make parts of a photo unrecognisable for ever: in the stored pixels, here and in every copy that gets the news.

    The photo as it was is redacted: its bytes are forgotten, and an undo does not bring them back.

    Raises KnownError `not-a-photo`, `picture-unreadable` and as `content_of` does.
    """
    if not one.media_type.startswith("image/"):
        raise KnownError("not-a-photo", name=one.name)
    made = blurred(content_of(office, one), one.name, regions)
    digest = office.attachments.put(made.content)
    file: dict[str, Value] = {"name": harmless(one.name, made.media_type), "media_type": made.media_type}
    file |= {"size": len(made.content), "width": made.width, "height": made.height, "digest": digest}
    with office.write("blur") as write:
        record = find(write, one.uid)
        count = len(blank_merged(write, record, FILE, ATTACHMENT.unit_value(FILE, file)))
        note_access(write, REDACT, count=count, file=one.name, note="blurred")
    return record


def safe_name(one: Attached) -> str:
    """Return the name under which a photo or paper is given out: a merged record may say anything."""
    return harmless(one.name, one.media_type if one.media_type in ENDINGS else "text/plain")
