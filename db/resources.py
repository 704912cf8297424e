"""Where the files that ship with the program lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder under `resources/`."""
    return ROOT.joinpath(*parts)
