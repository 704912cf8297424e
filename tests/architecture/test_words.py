"""Every text a person reads can be translated, and the translators' own tool finds it."""

import shutil
import subprocess
import sys
from pathlib import Path

from db.catalogue import RECORD_TYPES
from db.errors import MESSAGES, PROBLEMS

ROOT = Path(__file__).resolve().parents[2]


def test_the_translators_tool_finds_every_label_and_message(tmp_path: Path):
    found = tmp_path / "all.ts"
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    assert tool is not None
    sources = [str(path) for path in (ROOT / "db").rglob("*.py")]
    alias = ["-tr-function-alias", "QT_TR_NOOP+=N_"]
    subprocess.run([tool, *alias, *sources, "-ts", str(found)], check=True, capture_output=True)
    text = found.read_text(encoding="utf-8")
    for mark, sign in (("&apos;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(mark, sign)
    labels = [f.label for kind in RECORD_TYPES.values() for f in kind.fields] + [
        k.plural for k in RECORD_TYPES.values()
    ]
    helps = [f.help for kind in RECORD_TYPES.values() for f in kind.fields if f.help]
    missing = [words for words in (*labels, *helps, *MESSAGES.values(), *PROBLEMS.values()) if words not in text]
    assert missing == []
