"""Runs what reads strangers' files in a process of its own: it may be killed or crash, and nobody is hurt."""

import os
import subprocess
import sys
from pathlib import Path

SECONDS = 60
TIME, MEMORY, DAMAGED = "time", "memory", "damaged"
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


class Stopped(Exception):
    """The process came to an end without an answer: `why` is one of the words of this file."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def run_child(script: Path, word: str, data: bytes, *arguments: str) -> bytes:
    """Return what a script answers to some bytes. `word` asks the frozen program, which has no separate Python, for it.

    Raises Stopped.
    """
    # -P: the script's own folder must not stand before the standard library
    command = [sys.executable, word] if getattr(sys, "frozen", False) else [sys.executable, "-P", str(script)]
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
