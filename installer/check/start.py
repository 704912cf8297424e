"""start.py FROZEN_PROGRAM PYTHON: seconds until a window is there, frozen and from source: at most 1.3 times."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, LIMIT, LONGEST = 5, 1.3, 60.0
WINDOW = re.compile(r'"Groundwork".* \d{3,}x\d{3,}\+')  # Qt has small windows of that name for itself
ROOT = Path(__file__).resolve().parents[2]


def seconds_to_window(command: list[str], env: dict[str, str]) -> float:
    """Start the program, wait until its window is on the screen, end it."""
    begun = time.monotonic()
    program = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - begun < LONGEST:
            look = ["xwininfo", "-root", "-tree"]
            told = subprocess.run(look, env=env, capture_output=True, text=True, check=False)
            if WINDOW.search(told.stdout):
                return time.monotonic() - begun
            time.sleep(0.01)
    finally:
        program.kill()
        program.wait()
    sys.exit(f"No window came from {command[0]}.")


def main(frozen: str, python: str) -> int:
    """Measure in turns, so that what else the machine does touches both alike; print the medians."""
    display = ":83"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1400x900x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        with tempfile.TemporaryDirectory() as folder:
            env = {**os.environ, "DISPLAY": display, "GROUNDWORK_HOME": f"{folder}/office", "GROUNDWORK_STATE": folder}
            env |= {"GROUNDWORK_PASSPHRASE": "four plain words here", "QT_QPA_PLATFORM": "xcb"}
            words = ["init", "--mission", "kosovo", "--office", "MIT", "--officer", "A. Officer"]
            subprocess.run([frozen, *words], env=env, check=True, capture_output=True)
            commands = {"source": [python, "-m", "desktop"], "frozen": [frozen]}
            for command in commands.values():  # once each to warm the disk's cache
                seconds_to_window(command, env)
            taken: dict[str, list[float]] = {name: [] for name in commands}
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    taken[name].append(seconds_to_window(command, env))
    finally:
        screen.kill()
        screen.wait()
    source, packed = (statistics.median(taken[name]) for name in ("source", "frozen"))
    ratio = packed / source
    print(f"window after {source:.2f} s from source, {packed:.2f} s frozen: {ratio:.2f} times (at most {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
