"""What each package may import: the house rules of `db/__init__.py`, held by a test."""

import ast
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).resolve().parents[2]


def test_the_library_knows_no_window():
    archrule("no window").match("db*").should_not_import("desktop*", "PySide6*", "shiboken6*").check("db")


def test_the_catalogue_is_at_the_bottom():
    archrule("catalogue").match("db.catalogue*").should_not_import(
        "db.revisions*", "db.schema*", "db.store*", "db.records*", "db.parcels*", "db.trackers*", "sqlalchemy*"
    ).check("db")


def test_revisions_are_pure():
    archrule("revisions").match("db.revisions*").should_not_import(
        "db.catalogue*", "db.schema*", "db.store*", "db.records*", "sqlalchemy*", "sqlcipher3*", "openpyxl*"
    ).check("db")


def test_the_rules_of_projects_are_pure():
    archrule("rules").match("db.projects*").should_not_import(
        "db.revisions*", "db.schema*", "db.store*", "db.records*", "sqlalchemy*", "sqlcipher3*", "openpyxl*"
    ).check("db")


def test_only_pictures_know_pillow():
    archrule("pillow").match("db*").exclude("db.attachments.child").should_not_import("PIL*").check(
        "db", only_direct_imports=True
    )


@pytest.mark.parametrize("child", ["db.attachments.child", "db.workbooks.child"])
def test_what_reads_strangers_files_needs_nothing_of_ours(child: str):
    archrule("child").match(child).should_not_import("db.*", "desktop*").check("db", only_direct_imports=True)


def test_only_what_draws_sheets_knows_workbooks():
    drawing = (
        "db.workbooks.writing",
        "db.parcels.pages",
        "db.parcels.writer",
        "db.parcels.plain_book",
        "db.parcels.mending",
    )
    archrule("openpyxl").match("db*").exclude(*drawing).should_not_import("openpyxl*").check(
        "db", only_direct_imports=True
    )


VISIBLE = [
    *("additions", "cells", "edits", "finding", "fixup", "implausible", "judging", "layout", "manifest"),
    *("mending", "pages", "plain_book", "problems", "profiles", "reader", "rows", "writer"),
]


@pytest.mark.parametrize("module", VISIBLE)
def test_the_visible_side_of_parcels_knows_no_database(module: str):
    archrule("no sql").match(f"db.parcels.{module}").should_not_import("sqlalchemy*").check(
        "db", only_direct_imports=True
    )


def test_windows_know_no_sql_and_no_workbooks():
    archrule("windows").match("desktop*").should_not_import(
        "sqlalchemy*", "alembic*", "openpyxl*", "sqlcipher3*"
    ).check("desktop", only_direct_imports=True)


def test_migrations_are_complete_in_themselves():
    for path in (ROOT / "migrations").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.split(".")[0] in ("db", "desktop")], f"{path.name} imports our code"


def test_the_only_commit_is_in_office_write():
    calls = [
        path.relative_to(ROOT).as_posix()
        for folder in ("db", "desktop")
        for path in (ROOT / folder).rglob("*.py")
        if ".commit(" in path.read_text(encoding="utf-8")
    ]
    assert calls == ["db/store/office.py"]


def test_nothing_reaches_for_a_network():
    archrule("no network").match("db*", "desktop*").should_not_import(
        "socket", "http*", "urllib.request", "ftplib", "smtplib", "requests*", "PySide6.QtNetwork"
    ).check("db", only_direct_imports=True)


def test_no_text_is_formatted_before_it_is_translated():
    """An f-string inside tr() or N_() is never found by the translators' tools."""
    offenders = []
    for folder in ("db", "desktop"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in ("tr", "N_", "translate"):
                        offenders.append(f"{path.name}:{node.lineno}")
    assert offenders == []


def test_files_stay_small():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for folder in ("db", "desktop", "migrations", "installer")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
