"""Runs first in the frozen program: a viewer or browser that it opens must find its own libraries, not ours.

PyInstaller points LD_LIBRARY_PATH at the program's folder; this process has read it already.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
