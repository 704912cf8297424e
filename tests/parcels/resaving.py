"""Workbooks opened and saved by LibreOffice, as a colleague without Excel does."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not on this machine")


def resave(folder: Path, name: str, *files: Path) -> list[Path]:
    """Let LibreOffice open workbooks and save them in a format (xlsx, ods, xls), in a folder of its own below one."""
    assert PROGRAM is not None
    out = folder / f"saved-{files[0].stem}-{name}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [PROGRAM, profile, "--headless", "--convert-to", name, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return [out / f"{file.stem}.{name}" for file in files]
