"""Every text a person reads can be translated, and the translators' own tool finds it."""

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from db.catalogue import RECORD_TYPES
from db.errors import PROBLEMS
from db.messages import MESSAGES
from db.parcels.problems import NOTICES, SENTENCES
from desktop.i18n import tr_db

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
    missing = [
        words
        for words in (*labels, *helps, *MESSAGES.values(), *PROBLEMS.values(), *SENTENCES.values(), *NOTICES.values())
        if words not in text
    ]
    assert missing == []


def test_a_translation_made_with_the_tool_reaches_the_window(tmp_path: Path, qapp: QCoreApplication):
    """The texts that `db` marks are filed without a context; the window must look for them there."""
    source, made = tmp_path / "one.ts", tmp_path / "one.qm"
    alias = ["-tr-function-alias", "QT_TR_NOOP+=N_"]
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    assert tool is not None
    assert release is not None
    label = RECORD_TYPES["town_hall"].by_key["venue"].label
    files = [str(path) for path in (ROOT / "db" / "catalogue").glob("*.py")]
    subprocess.run([tool, *alias, *files, "-ts", str(source)], check=True, capture_output=True)
    text = source.read_text(encoding="utf-8")
    before = f'<source>{label}</source>\n        <translation type="unfinished"></translation>'
    assert before in text
    source.write_text(text.replace(before, f"<source>{label}</source><translation>Lokali</translation>"), "utf-8")
    subprocess.run([release, str(source), "-qm", str(made)], check=True, capture_output=True)
    translator = QTranslator()
    assert translator.load(str(made))
    qapp.installTranslator(translator)
    assert tr_db(label) == "Lokali"
    qapp.removeTranslator(translator)
