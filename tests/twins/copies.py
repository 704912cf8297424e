"""Two offices for one example of many: a fixture would be shared by all of them."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from db.store import Office, new_uid
from tests.conftest import PASSPHRASE


@contextmanager
def two_copies(folder: Path, template: Path) -> Generator[tuple[Office, Office]]:
    """Give a field office and a headquarters, both empty."""
    mit = Office.open(Path(shutil.copytree(template, folder / "mit")), PASSPHRASE)
    hq = Office.open(Path(shutil.copytree(template, folder / "hq")), PASSPHRASE)
    with hq.write("identity") as write:
        write.identity = replace(write.identity, office="HQ", role="hq", replica=new_uid())
        write.keep_identity("made")
    yield mit, hq
    mit.close()
    hq.close()
