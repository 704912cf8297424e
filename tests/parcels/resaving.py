"""Workbooks opened and saved by LibreOffice, as a colleague without Excel does."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not on this machine")


def resave(file: Path, folder: Path, *formats: str) -> Path:
    """Let LibreOffice open a workbook and save it, through each format in turn; return the last file."""
    assert PROGRAM is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for number, name in enumerate(formats or ("xlsx",)):
        out = folder / f"saved-{number}-{name}"
        command = [PROGRAM, profile, "--headless", "--convert-to", name, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=110)
        file = out / f"{file.stem}.{name}"
    return file
