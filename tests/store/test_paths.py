"""Where files lie: sticks are told from disks, so that the program knows when one may be pulled out."""

import sys
from pathlib import Path

import pytest

from db.store import is_removable, paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows its drives by itself")


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function that makes this computer look as if devices were mounted at folders."""
    blocks, mounts = tmp_path / "class", tmp_path / "mounts"
    blocks.mkdir()
    lines = ["/dev/sda1 / ext4 rw 0 0"]
    monkeypatch.setattr(paths, "_MOUNTS", mounts)
    monkeypatch.setattr(paths, "_BLOCKS", blocks)

    def mount(device: str, point: str, kind: str = "vfat", bus: str = "pci0", removable: str = "") -> Path:
        name = Path(device).name
        if removable:
            partition = tmp_path / "devices" / bus / name.rstrip("0123456789") / name
            partition.mkdir(parents=True)
            (partition.parent / "removable").write_text(f"{removable}\n")
            (blocks / name).symlink_to(partition)
        folder = tmp_path / "root" / point
        folder.mkdir(parents=True)
        lines.append(f"{device} {str(folder).replace(' ', chr(92) + '040')} {kind} rw 0 0")
        mounts.write_text("\n".join(lines))
        return folder

    return mount


def test_sticks_and_disks_are_told_apart(mounted):
    assert is_removable(mounted("/dev/sdb1", "stick of MIT", removable="1") / "parcels")
    assert is_removable(mounted("/dev/sdc1", "usb disk", bus="usb2", removable="0"))
    assert not is_removable(mounted("/dev/sdd1", "second disk", removable="0"))


def test_what_the_system_does_not_say_is_no_stick(mounted, monkeypatch: pytest.MonkeyPatch):
    folder, share = mounted("/dev/mapper/luks-1", "media"), mounted("//server/share", "share", "cifs")
    assert not is_removable(folder)
    monkeypatch.setattr(paths, "_MEDIA", (str(folder), str(share)))
    assert is_removable(folder), "the desktop put it among the media"
    assert not is_removable(share)


def test_without_a_list_of_mounts_nothing_is_removable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paths, "_MOUNTS", tmp_path / "none")
    assert not is_removable(tmp_path)
