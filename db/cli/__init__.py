"""The command line: what scripts, checks and support rely on.

Exit 0: done. Exit 1: a known problem, in one plain sentence on the error stream. Exit 2: wrong usage.
"""

import gc
import io
import json
import os
import sys

from db.cli.common import refuse_unreadable
from db.cli.parser import make_parser
from db.cli.self_check import Grab
from db.errors import KnownError


def main(argv: list[str] | None = None, grab: Grab | None = None) -> int:
    """Run one command; return the exit code. `grab` is how the self-check shows a window, where there are windows."""
    gc.set_threshold(20_000, 20, 20)  # a parcel makes many things that stay, and none of them needs to be looked at
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that cannot show a letter must not lose the answer; a script gets the same bytes everywhere.
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", newline="\n")
    arguments = make_parser().parse_args(argv)
    arguments.grab = grab
    try:
        refuse_unreadable(sys.argv[1:] if argv is None else argv)
        answer = arguments.run(arguments)
    except KnownError as error:
        print(str(error), file=sys.stderr)
        return 1
    whole = getattr(arguments, "json", False) and not answer.verbatim
    text = json.dumps(answer.data, ensure_ascii=False) if whole else answer.text
    try:
        print(text, end="" if text.endswith("\n") else "\n", flush=True)
    except BrokenPipeError:
        # Whoever was listening has heard enough (`| head`); Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.code
