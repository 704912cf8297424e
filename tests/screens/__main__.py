"""`python -m tests.screens FOLDER [--lang ar] [--paper letter]`: every document as pictures, to be looked at by eye."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from db.reports import maker_of, pages
from db.reports.languages import LANGUAGES
from db.reports.render import Paper
from db.store import Office
from tests.conftest import CHEAP, PASSPHRASE
from tests.reports.every import every_document, fill_every


def main() -> int:
    """Draw the first pages of every document in each language asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", nargs="+", choices=LANGUAGES, default=["en"])
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--only", default="", help="documents whose name holds these words")
    parser.add_argument("--pages", type=int, default=99, help="of each document, at most")
    parser.add_argument("--ppi", type=float, default=70)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GROUNDWORK_STATE"] = folder
        office, _ = Office.create(
            Path(folder) / "office",
            mission="kosovo",
            office="MIT",
            role="field",
            officer="A. Officer",
            passphrase=PASSPHRASE,
            cost=CHEAP,
        )
        fill_every(office)
        for language in asked.lang:
            _draw(office, language, asked)
        office.close()
    return 0


def _draw(office: Office, language: str, asked: argparse.Namespace) -> None:
    paper: Paper = asked.paper
    for name, document in every_document(office, maker_of(office, language=language)).items():
        if asked.only in name:
            for number, page in enumerate(pages(document, paper=paper, ppi=asked.ppi)[: asked.pages], 1):
                (asked.folder / f"{name}-{language}-{paper}-{number}.png").write_bytes(page)


if __name__ == "__main__":
    sys.exit(main())
