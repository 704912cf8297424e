"""How packages are made: what is left out of them, and that every library a Windows program asks for is there."""

import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
import signing
import sizes
import tools
from freeze import trim

import db


def test_the_version_stands_in_one_place():
    assert tools.version_of(tools.ROOT) == db.__version__
    assert "version =" not in (tools.ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.setuptools")[0]


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/translations/qtbase_sq.qm",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "babel/locale-data/sr_Cyrl.dat",
        "babel/locale-data/root.dat",
        "resources/icons/groundwork.svg",
        "libxcb-cursor.so.0",
    ],
)
def test_what_packages_hold(place: str):
    assert trim.keep(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/translations/designer_de.qm",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "babel/locale-data/ja.dat",
        "resources/pictures/register.png",
        "libstdc++.so.6",
        "PIL/_avif.cp311-win_amd64.pyd",
    ],
)
def test_what_packages_do_not_hold(place: str):
    assert not trim.keep(place)


def test_every_language_of_a_mission_keeps_its_dates():
    for profile in (tools.ROOT / "resources" / "missions").rglob("*.toml"):
        wanted = tomllib.loads(profile.read_text("utf-8")).get("languages", [])
        assert [one for one in wanted if one not in trim.LANGUAGES] == [], profile


def test_the_import_table_of_a_windows_program_is_read(tmp_path: Path):
    check = [sys.executable, tools.INSTALLER / "windows" / "imports.py", tmp_path]
    real = Path(str(distribution("setuptools").locate_file("setuptools/cli-64.exe")))
    program = Path(shutil.copy(real, tmp_path))
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    wanted = "VCRUNTIME140.dll is neither here nor of Windows; it is wanted by cli-64.exe\n"
    assert (done.returncode, done.stdout) == (1, wanted)
    shutil.copy(program, tmp_path / "vcruntime140.dll")
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2 programs and libraries, every import resolved\n")


def test_nothing_is_signed_without_a_key_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("CERT", "KEY", "GPG"):
        monkeypatch.delenv(f"GROUNDWORK_SIGN_{name}", raising=False)
    (tmp_path / "a.deb").write_bytes(b"a package")
    sums = tools.write_sums(tmp_path)
    signing.sign_windows(tmp_path / "none.exe")
    signing.sign_sums(sums)
    assert sums.read_text("utf-8").endswith("  a.deb\n") and len(sums.read_text("utf-8").split()[0]) == 64
    assert capsys.readouterr().err.count("NOT SIGNED") == 2


def test_megabytes_are_told_by_part():
    parts = [
        "_internal/PySide6/Qt/lib/libQt6Core.so.6",
        "lib/typst/_typst.pyd",
        "_internal/libpython3.11.so.1.0",
        "a.dll",
    ]
    assert [sizes.part(Path(one)) for one in parts] == ["Qt and PySide6", "Typst", "Python", "libraries and launchers"]
