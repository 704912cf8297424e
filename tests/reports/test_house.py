"""What a mission supplies for its paper: its templates, letterhead and logo; a mistake in one never stops a paper."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.catalogue import load_mission
from db.reports import Column, Line, Maker, listing, pdf
from db.reports import house as house_module
from db.reports.qr import qr_svg
from db.reports.render import _compiler, template_problem
from db.resources import resource
from tests.reports.test_listing import NASTY, texts_of


@pytest.fixture
def supply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Let the mission supply files by name; returns the text of a paper drawn with them."""

    def forget() -> None:
        house_module.house_of.cache_clear()
        _compiler.cache_clear()

    def drawn(files: dict[str, str | bytes]) -> str:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        forget()
        maker = Maker(load_mission("kosovo"), "MIT", "A. Officer", "2026-11-20T14:05:00Z")
        paper = listing(maker, "Town halls", [Column("Title")], [Line((NASTY,))], marking="UNCLASSIFIED")
        made = pdf(paper)
        drawn.images = len(PdfReader(io.BytesIO(made)).pages[0].images)  # pyright: ignore[reportFunctionMemberAccess]
        return texts_of(made)[0]

    monkeypatch.setattr(house_module, "folder_of", lambda _: tmp_path)
    yield drawn
    monkeypatch.undo()
    forget()


def test_a_template_of_the_mission_is_used_instead_of_ours(supply: Callable[..., str]):
    own = '#let data = json(bytes(sys.inputs.data))\n#set text(font: "Noto Sans")\n#set document(title: "x")\n'
    own += "Ours: #data.title"
    assert supply({"listing.typ": own}).startswith("Ours: Town halls")
    assert supply({}).startswith("Ours: Town halls"), "and again"
    assert template_problem("kosovo") is None


@pytest.mark.parametrize(
    ("name", "text", "line", "detail"),
    [
        ("listing.typ", '#import "frame.typ": framed\n\n#nothing-like-it\n', "3", "unknown variable"),
        ("frame.typ", "#let ink = (\n", "1", "unclosed delimiter"),
    ],
)
def test_a_mistake_in_it_is_a_sentence_with_the_line_and_ours_is_used(
    supply: Callable[..., str], name: str, text: str, line: str, detail: str
):
    found = supply({name: text})
    assert "Town halls" in found and found.count("UNCLASSIFIED") == 2
    problem = template_problem("kosovo")
    assert problem is not None and problem.code == "bad-template"
    assert str(problem).startswith(f"The mission's template {name} has a mistake in line {line}: {detail}")
    assert "Ours was used" in str(problem)
    assert NASTY.replace(" ", "") in found.replace(" ", "")


def test_letterhead_and_logo_stand_at_the_top_and_are_never_a_command(supply: Callable[..., str]):
    found = supply({"letterhead.txt": f"Mission of Nowhere {NASTY}\n", "logo.svg": qr_svg("a logo")})
    assert "Mission of Nowhere" in found and NASTY.replace(" ", "") in found.replace(" ", "")
    assert "United Nations Interim Administration" not in found
    assert template_problem("kosovo") is None


def test_the_house_style_is_small_and_shared():
    texts = {path.name: path.read_text(encoding="utf-8") for path in resource("reports").glob("*.typ")}
    assert all(len(text.splitlines()) < 400 for text in texts.values())
    inks = [name for name, text in texts.items() if "rgb(" in text]
    assert set(inks) <= {"frame.typ", "parts.typ"}, "colours are said in the house style alone"
