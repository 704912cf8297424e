"""Faces are made unrecognisable in the stored pixels, and a minor's consent is a guardian's (DP-14)."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from db import attachments
from db.catalogue.attachments import may_be_shown
from db.errors import KnownError
from db.parcels import export_parcel, parcel_files, receive_parcels
from db.records import undo, update
from db.store import Office, verify
from db.store.access import COPY, REDACT, access_log
from tests.attachments.pictures import PDF, photo
from tests.builders import dumped, town_hall


def one_of(office: Office, uid: str) -> attachments.Attached:
    with office.read() as reading:
        return attachments.one_attached(office, reading, uid)


def colours(content: bytes, box: tuple[float, float, float, float]) -> int:
    """Return how many clearly different colours a part of a picture has."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    sides = (image.width, image.height, image.width, image.height)
    part = image.crop(tuple(round(share * side) for share, side in zip(box, sides, strict=True)))
    return len({tuple(c // 24 for c in pixel) for pixel in part.get_flattened_data()})


def test_dp_14_a_face_is_blurred_in_the_stored_pixels(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hall = town_hall(office)
    (key,) = attachments.attach(office, hall.uid, [attachments.prepare_bytes(photo(800, 600), "hall.jpg")])
    before = one_of(office, key.uid)
    content = attachments.content_of(office, before)
    file = export_parcel(office, "HQ", tmp_path).file
    receive_parcels(hq, parcel_files([file]))
    face, rest = (0.5, 0.5, 0.75, 0.75), (0.0, 0.8, 0.4, 1.0)
    attachments.blur(office, before, [face])
    after = one_of(office, key.uid)
    made = attachments.content_of(office, after)
    assert colours(made, face) < colours(content, face) / 3, "some squares of one colour each"
    assert colours(made, rest) > 40, "the rest stays"
    assert after.digest != before.digest
    assert (after.width, after.height) == (before.width, before.height)
    assert office.attachments.held([before.digest]) == set(), "the photo as it was is gone"
    with office.read() as reading:
        assert [one.note for one in access_log(reading, act=REDACT)] == ["blurred"]
    with pytest.raises(KnownError, match="undone"), office.write("undo") as write:
        undo(write)
    more = tmp_path / "more"
    more.mkdir()
    receive_parcels(hq, parcel_files([export_parcel(office, "HQ", more).file]))
    assert one_of(hq, key.uid).digest == after.digest
    assert hq.attachments.held([before.digest, after.digest]) == {after.digest}
    assert dumped(office) == dumped(hq)
    assert verify(office).problems == ()


def test_a_paper_is_no_photo_and_giving_one_out_is_logged(office: Office, tmp_path: Path):
    (key,) = attachments.attach(office, town_hall(office).uid, [attachments.prepare_bytes(PDF, "minutes.pdf")])
    with pytest.raises(KnownError, match="no photo"):
        attachments.blur(office, one_of(office, key.uid), [(0, 0, 1, 1)])
    attachments.save(office, one_of(office, key.uid), tmp_path)
    with office.read() as reading:
        (line,) = access_log(reading, act=COPY)
    assert (line.file, len(line.digest)) == ("minutes.pdf", 64)


def test_dp_14_a_minor_cannot_agree_alone(office: Office):
    (key,) = attachments.attach(office, town_hall(office).uid, [attachments.prepare_bytes(photo(), "hall.jpg")])
    with office.write("save") as write:
        update(write, key.uid, {"minors": "yes"})
    with pytest.raises(KnownError, match="parent or guardian"), office.write("save") as write:
        update(write, key.uid, {"consent": "written"})
    with office.write("save") as write:
        update(write, key.uid, {"consent": "guardian"})
    assert may_be_shown({"minors": "yes", "consent": "guardian"})
    assert may_be_shown({"consent": "spoken"})
    for consent in ("not_needed", "spoken", "refused", "not_asked", None):
        assert not may_be_shown({"minors": "yes", "consent": consent})
