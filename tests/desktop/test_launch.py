"""The console script decides between window and command line before Qt is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.launch import WindowOptions, main, window_options


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], WindowOptions()),
        (["--home", "x"], WindowOptions(Path("x"))),
        (["--home=x", "--passphrase-file", "p"], WindowOptions(Path("x"), Path("p"))),
        (["list", "town_hall"], None),
        (["--home", "x", "verify"], None),
        (["C:\\a b\\MIT.gwbackup"], WindowOptions(backup=Path("C:\\a b\\MIT.gwbackup"))),
        (["restore", "MIT.gwbackup"], None),
        (["--help"], None),
        (["--home"], None),
    ],
)
def test_what_opens_the_window(words: list[str], expected: WindowOptions | None) -> None:
    assert window_options(words) == expected


def test_a_command_goes_to_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == 0
    assert "town_hall" in capsys.readouterr().out


def test_a_command_does_not_import_qt() -> None:
    code = "import sys; from desktop.launch import main; main(['catalogue']); sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
