"""Runs what reads strangers' files in a process of its own: it may be killed or crash, and nobody is hurt."""

import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

WORKBOOK, PICTURE = "--read-workbook", "--read-picture"
_HERE = Path(__file__).parent
SCRIPTS = {WORKBOOK: _HERE / "workbooks" / "child.py", PICTURE: _HERE / "attachments" / "child.py"}
SECONDS = 60
TIME, MEMORY, DAMAGED = "time", "memory", "damaged"
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


class Stopped(Exception):
    """The process came to an end without an answer: `why` is one of the words of this file."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def run_child(word: str, data: bytes, *arguments: str) -> bytes:
    """Return what the script of a word answers to some bytes.

    Raises Stopped.
    """
    # The installed program has no separate Python: it is asked by the word. -P: the script's own folder must not stand
    # before the standard library.
    own = not Path(sys.executable).stem.lower().startswith("python")
    command = [sys.executable, word] if own else [sys.executable, "-P", str(SCRIPTS[word])]
    # The child reads what strangers wrote: it gets no passphrase and nothing else of ours to look at.
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(
            [*command, *arguments],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Stopped(TIME) from error
    if done.returncode not in (0, 1) or b"MemoryError" in done.stderr or b"capacity overflow" in done.stderr:
        raise Stopped(MEMORY)
    if done.returncode != 0:
        raise Stopped(DAMAGED)
    return done.stdout


def ran_as_child(words: Sequence[str]) -> bool:
    """Run the script that the program's first word asks for, alone; tell whether there was one."""
    if not words or words[0] not in SCRIPTS:
        return False
    runpy.run_path(str(SCRIPTS[words[0]]), run_name="__main__")
    return True
