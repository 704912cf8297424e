"""The way in: a command goes to the command line, no command opens the window.

Qt is imported only when there is a window to open, so that scripts run where it is not installed.
"""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.limited import ran_as_child

# The options that the window understands; anything else is a command line's.
_WITH_VALUE = ("--home", "--passphrase-file")
_BACKUP, _BACKUP_ENDING = "backup", ".gwbackup"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What was said about the window: where the office lies and which file holds its passphrase, a backup."""

    home: Path | None = None
    passphrase_file: Path | None = None
    backup: Path | None = None  # that the person opened, and may want in the place of the office


def window_options(argv: Sequence[str]) -> WindowOptions | None:
    """Return the options for the window, or None when `argv` holds a command or anything else."""
    found: dict[str, Path] = {}
    rest = list(argv)
    while rest:
        if rest[0].lower().endswith(_BACKUP_ENDING) and not rest[0].startswith("-"):
            found[_BACKUP] = Path(rest.pop(0))
            continue
        name, joined, value = rest.pop(0).partition("=")
        if name not in _WITH_VALUE or not (joined or rest):
            return None
        found[name] = Path(value if joined else rest.pop(0))
    return WindowOptions(found.get("--home"), found.get("--passphrase-file"), found.get(_BACKUP))


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window when there is none; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if ran_as_child(words):
        return 0
    options = window_options(words)
    if options is None:
        from db.cli import main as command_line

        return command_line(words, _grab)
    gc.disable()  # until the window's own collector begins: there is nothing to collect while a program is read in
    from desktop.app import run

    return run(options)


def _grab(home: Path, secret: str) -> tuple[bytes, str]:
    """Show an office in the window for the self-check."""
    from desktop.grab import grab

    return grab(home, secret)
