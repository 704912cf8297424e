"""The rules of data protection by their numbers (DOMAIN 3.4): each has code, a help text of two sentences, and a test.

Some of the tests stand beside what they are about; `test_every_rule_has_code_help_and_a_test` finds them by number.
"""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.board import lost_laptop
from db.catalogue import RECORD_TYPES, load_mission
from db.catalogue.dimensions import DIMENSIONS
from db.catalogue.fields import PERSONS_NAME
from db.catalogue.kinds import COUNT
from db.errors import KnownError
from db.parcels import publish, receive_parcels
from db.parcels.profiles import CONTAINS, PARTNER, PUBLIC
from db.protection.rules import RULES
from db.records import create, delete, history, refuse_unexplained, restore, update, view
from db.reports.frame import highest_marking
from db.reports.wording import untranslated
from db.store import Office
from tests.builders import counts, project, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import send

TESTS = Path(__file__).resolve().parents[1]
NAMED = {key for key, kind in RECORD_TYPES.items() if any(f.hxl.startswith(PERSONS_NAME) for f in kind.fields)}


def refused(office: Office, kind: str, raw: dict[str, object]) -> str:
    with pytest.raises(KnownError) as error, office.write("save") as write:
        create(write, kind, raw)
    return str(error.value)


def test_every_rule_has_code_help_and_a_test():
    assert [rule.number for rule in RULES] == [f"DP-{number:02d}" for number in range(1, 21)]
    tested = {
        f"DP-{number}"
        for path in TESTS.rglob("test_*.py")
        for number in re.findall(r"def test_dp_(\d\d)_", path.read_text(encoding="utf-8"))
    }
    for rule in RULES:
        assert rule.number in tested
        assert len(re.findall(r"[.;?!](?:\s|$)", rule.help)) >= 2, "two sentences"
        assert all(importlib.util.find_spec(module) for module in rule.kept_by)


def test_dp_01_names_have_three_places_and_participants_are_counts():
    # Public roles, contacts of partners, and who applies for a project; staff are the authors of revisions.
    assert sorted(NAMED) == ["contact", "panellist", "project"]
    tally = RECORD_TYPES["tally"]
    assert [f.key for f in tally.fields if f.personal] == []
    assert tally.by_key["count"].kind is COUNT


def test_dp_02_nobody_is_named_without_grounds(office: Office):
    with office.write("save") as write:
        ngo = create(write, "organisation", {"title_en": "Mother and child"})
    said = refused(office, "contact", {"organisation": ngo.uid, "name": "Arta Berisha"})
    assert "purpose" in said.lower()
    for kind in NAMED:
        fields, before = RECORD_TYPES[kind].by_key, "contact_" if kind == "project" else ""
        assert {f"{before}{key}" for key in ("purpose", "basis", "source")} <= fields.keys()
        publish_it = fields.get("may_publish") or fields[f"{before}publish"]
        assert publish_it.default == "no"
    key = project(office, contact="Arta Berisha", contact_purpose="calls", contact_basis="consent")
    with office.write("save") as write:
        update(write, key.uid, {"contact_source": "the application"})
    asked = project(office, contact="Director")  # a function may stand there: it is asked, not refused
    with office.read() as reading:
        assert [one.field for one in view(reading, key).problems] == []
        assert [one.field for one in view(reading, asked).problems] == ["contact_purpose"]


def test_dp_03_nothing_must_be_said_and_undisclosed_is_never_preset(office: Office):
    key = town_hall(office, title_en="Nobody counted")
    with office.read() as reading:
        assert view(reading, key).tallies == ()
    mission = load_mission("kosovo")
    for dimension in ("sex", "age", "community", "disability"):
        assert "undisclosed" in {entry.code for entry in mission.lists[dimension].entries}
    assert all(f.default != "undisclosed" for kind in RECORD_TYPES.values() for f in kind.fields)


def test_dp_04_a_community_is_self_declared_or_a_rounded_estimate():
    mission = load_mission("kosovo")
    assert [entry.code for entry in mission.lists["community_by"].entries] == ["self_declared", "rounded"]
    for kind in ("project", "town_hall", "youth_assembly", "other_activity"):
        assert RECORD_TYPES[kind].by_key["community_by"].choices == "community_by"


def test_dp_05_no_split_crosses_communities(office: Office):
    crossed = [key for key, one in DIMENSIONS.items() if "community" in one.codes and one.codes != "community"]
    assert crossed == []
    town_hall(office)
    table = {"dimension": "sex_community", "category": "women_serb", "count": 3}
    assert refused(office, "town_hall", {"title_en": "Crossed", "tallies": [table]})


def test_dp_06_small_counts_are_blank_and_never_words(office: Office, tmp_path: Path):
    town_hall(
        office,
        status="held",
        actual_start="2026-03-12",
        municipality="XK20",
        total=50,
        tallies=counts(women=41, men=7, other=2),
    )
    page = load_workbook(publish(office, PARTNER, "UNDP", tmp_path).file)["Activities"]
    tags = [cell.value for cell in page[2]]
    row = dict(zip(tags, [cell.value for cell in page[3]], strict=True))
    people = {tag: value for tag, value in row.items() if str(tag).startswith("#reached")}
    assert people["#reached+ind+total"] == 50
    blank = [tag for tag in ("#reached+ind+f", "#reached+ind+m", "#reached+ind+i") if people[tag] is None]
    assert len(blank) >= 2, "one blank cell alone follows from the total"
    assert all(isinstance(value, int) for value in people.values() if value is not None)
    assert row["#meta+suppressed"]


def test_dp_08_what_a_profile_holds_is_said(office: Office, tmp_path: Path):
    for profile in (PARTNER, PUBLIC):
        made = publish(office, profile, "UNDP", tmp_path)
        first = load_workbook(made.file).worksheets[0]
        said = " ".join(str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
        assert CONTAINS[profile] in said


def test_dp_10_at_rest_everything_is_encrypted(office: Office):
    town_hall(office, description="Unmistakable words of a record")
    home = office.paths.home
    office.close()
    for path in home.rglob("*"):
        assert not path.is_file() or b"Unmistakable words" not in path.read_bytes()
    with pytest.raises(KnownError, match="does not open"):
        Office.open(home, "another passphrase entirely")
    Office.open(home, PASSPHRASE).close()


def test_dp_11_what_happened_cannot_be_altered(office: Office):
    key = town_hall(office, venue="School")
    with office.write("delete") as write:
        delete(write, key.uid)
    with office.read() as reading:
        assert [entry.kind for entry in history(reading, key)][0] in ("delete", "deleted")
    for statement in (
        "UPDATE access SET author = 'nobody'",
        "DELETE FROM access",
        "UPDATE activity SET venue = 'Elsewhere'",
        "DELETE FROM activity",
    ):
        with pytest.raises(DatabaseError), office.write("save") as write:
            write.connection.execute(text(statement))
    with office.write("restore") as write:
        restore(write, key.uid)
    with office.read() as reading:
        assert view(reading, key).values["venue"] == "School"


def test_dp_17_the_highest_classification_marks_a_paper_and_lowering_asks_why(office: Office):
    mission = load_mission("kosovo")
    marks = ["UNCLASSIFIED", "STRICTLY_CONFIDENTIAL", "CONFIDENTIAL"]
    assert highest_marking(mission, marks, untranslated) == "STRICTLY CONFIDENTIAL"
    assert "NOT RECORDED" in highest_marking(mission, [], untranslated)
    key = town_hall(office, classification="CONFIDENTIAL")
    for lower in ("UNCLASSIFIED", None):
        with pytest.raises(KnownError, match="classified lower"), office.write("save") as write:
            update(write, key.uid, {"classification": lower})
    with office.write("save") as write:
        update(write, key.uid, {"classification": "STRICTLY_CONFIDENTIAL"})
    with office.write("save") as write:
        update(write, key.uid, {"classification": "UNCLASSIFIED", "override": "The visit is public now"})
    with office.read() as reading:
        assert view(reading, key).values["classification"] == "UNCLASSIFIED"
        assert history(reading, key)[0].reason == "The visit is public now"


def test_dp_18_a_correction_is_asked_why_and_leaves_the_old_value_to_be_read(
    make_office: Callable[..., Office], tmp_path: Path
):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    office.clock = lambda: "2026-03-12T08:00:00Z"
    key = town_hall(office, total=50, status="planned")

    def corrects(where: Office, why: str, **values: object) -> None:
        with where.write("save", why) as write:
            update(write, key.uid, values)
            refuse_unexplained(write)

    corrects(office, "", total=51)  # no parcel has carried it yet
    office.clock = lambda: "2026-03-13T08:00:00Z"
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    corrects(office, "", status="held", venue="School")  # the work goes on
    for where in (office, hq):
        with pytest.raises(KnownError, match="was in a parcel"):
            corrects(where, "", total=25)
    corrects(hq, "The list was counted twice", total=25)
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    with office.read() as reading:
        newest = history(reading, key)[0]
        assert newest.reason == "The list was counted twice"
        assert ("total", 51, 25) in newest.changes


def test_dp_19_an_incident_is_only_referred():
    mission = load_mission("kosovo")
    labels = [entry.label() for entry in mission.lists["incident"].entries]
    assert all("referred" in label for label in labels if label != "None")
    for kind in RECORD_TYPES.values():
        for field in kind.fields:
            named = re.search(r"\b(victim|offender|survivor)", f"{field.key} {field.label}", re.IGNORECASE)
            assert not named, f"{kind.key} asks for {field.label}"


def test_dp_20_what_a_lost_laptop_held_is_counted(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hall = town_hall(office, classification="CONFIDENTIAL", protected="yes")
    with office.write("save") as write:
        grounds = {"purpose": "panel", "basis": "mandate", "source": "programme"}
        create(write, "panellist", {"activity": hall.uid, "person": "Mayor Arta Berisha", **grounds})
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        found = lost_laptop(reading, "MIT-A")
    assert (found.named, found.protected, found.classifications) == (1, 1, ("CONFIDENTIAL",))
