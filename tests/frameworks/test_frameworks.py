"""The frameworks: every code of the reference list, rules among tags, prompts, usual tags, who serves what."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from db.catalogue import Code, load_mission
from db.errors import KnownError
from db.frameworks import add_usual_tags, benchmark_lines, code_lines, hints, usual_tags
from db.records import create, update, view
from db.revisions import RecordKey
from db.store import Office
from db.store.code_lists import set_list
from tests.builders import project, town_hall

MISSION = load_mission("kosovo")
COUNTS = {
    **{"a4p": 8, "a4p_unmik5": 5, "a4p_plus": 7, "a4p_plus_xc": 2, "a4p_phase2": 8, "pb_priority": 5, "pb_role": 3},
    **{"pb_role_task": 15, "op_output": 5, "op_activity": 36, "op_benchmark": 65, "op_risk": 31},
    **{"trust_theme_2018": 6, "trust_theme_2023": 6, "trust_status": 4, "cbp_aim": 3, "cbp_form": 6, "wps_pillar": 4},
    **{"yps_pillar": 5, "sdg_goal": 3, "sdg_target": 11, "funding": 9, "gender_marker": 4, "screen_hrddp": 6},
    **{"screen_sea": 5, "screen_dnh": 4, "classification": 3},
}


def make(office: Office, kind: str, /, **values: object) -> RecordKey:
    with office.write("save") as write:
        return create(write, kind, values)


def tag(office: Office, activity: RecordKey, framework: str, code: str, **values: object) -> RecordKey:
    return make(office, "tag", activity=activity.uid, framework=framework, code=code, **values)


def prompts(office: Office, activity: RecordKey) -> list[str]:
    with office.read() as reading:
        return [one.code for one in hints(reading, activity)]


def test_the_lists_have_every_code_of_every_framework():
    assert {name: len(MISSION.lists[name].entries) for name in COUNTS} == COUNTS and sum(COUNTS.values()) == 269
    assert Counter(code.group for code in MISSION.lists["op_benchmark"].entries) == {
        "short": 27,
        "medium": 22,
        "long": 16,
    }


def test_the_lists_agree_with_the_reference(shared: Path):
    with (shared / "reference" / "frameworks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["framework"].lower() for row in rows) == COUNTS
    for row in rows:
        codes = MISSION.lists[row["framework"].lower()]
        if row["framework"] == "CLASSIFICATION":
            assert codes.find(row["label"]) is not None
            continue
        found = codes.get(row["code"])
        assert found is not None, row["code"]
        parent = row["parent"]
        assert found.parent == parent or parent in found.same_as, row["code"]
        assert found.group == row["term"], row["code"]


def test_parents_and_crosswalks_are_codes_that_are_there():
    known = {entry.code for name in (*COUNTS, "progress_status") for entry in MISSION.lists[name].entries}
    for name in COUNTS:
        for entry in MISSION.lists[name].entries:
            assert not entry.parent or entry.parent in known, entry.code
            assert set(entry.same_as) <= known, entry.code


def test_a_framework_that_is_over_stays_readable(office: Office):
    hall = town_hall(office)
    tag(office, hall, "a4p_phase2", "A4P2-8")
    with office.read() as reading:
        then, now = (code_lines(reading, "a4p_phase2", day) for day in ("2020-12-01", "2026-01-01"))
    assert all(line.in_use for line in then) and not any(line.in_use for line in now)
    assert [line.code for line in now if line.served] == ["A4P2-8"]


def test_one_tag_of_a_framework_is_the_main_one(office: Office):
    hall = town_hall(office)
    first = tag(office, hall, "a4p", "A4P-1", main="yes")
    second = tag(office, hall, "a4p", "A4P-5", main="yes")
    other = tag(office, hall, "wps_pillar", "WPS-1", main="yes")
    with office.read() as reading:
        mains = [view(reading, key).values["main"] for key in (first, second, other)]
    assert mains == ["no", "yes", "yes"]
    with office.write("save") as write:
        update(write, first.uid, {"main": "yes"})
    with office.read() as reading:
        assert [view(reading, key).values["main"] for key in (first, second)] == ["yes", "no"]


def test_an_activity_has_one_role_at_a_time(office: Office):
    hall = town_hall(office)
    first = tag(office, hall, "pb_role", "PBR-ART")
    with pytest.raises(KnownError, match="PBR-ART already"):
        tag(office, hall, "pb_role", "PBR-ENA")
    with office.write("save") as write:
        update(write, first.uid, {"end": "2026-01-31"})
    tag(office, hall, "pb_role", "PBR-ENA", start="2026-02-01")
    assert prompts(office, hall) == []


def test_prompts_remind_and_stop_nobody(office: Office):
    work = project(office, security_forces="yes")
    assert prompts(office, work) == ["hint-due-diligence"]
    tag(office, work, "pb_priority", "PB-3")
    assert prompts(office, work) == ["hint-no-role", "hint-labour-market", "hint-due-diligence"]
    make(office, "screening", project=work.uid, hrddp="HR-LOW")
    tag(office, work, "pb_role", "PBR-IMP")
    assert prompts(office, work) == ["hint-labour-market"]
    hall = town_hall(office)
    for framework, code in (("pb_role", "PBR-IMP"), ("pb_role_task", "PBR-IMP-4"), ("op_activity", "OO5-A5")):
        tag(office, hall, framework, code)
    assert prompts(office, hall) == ["hint-neutrality", "hint-good-offices"]
    force = make(office, "organisation", title_en="Traffic police", organisation_type="police")
    make(office, "involvement", activity=hall.uid, organisation=force.uid, role="supporting")
    assert "hint-due-diligence" in prompts(office, hall)
    tag(office, hall, "screen_hrddp", "HR-LOW")
    assert "hint-due-diligence" not in prompts(office, hall)


def test_usual_tags_of_an_open_day_and_of_support_to_media(office: Office):
    day = make(office, "other_activity", title_en="Open day", activity_type="open_day")
    film = make(office, "other_activity", title_en="Dictionary", activity_type="media_product")
    with office.read() as reading:
        assert {"a4p": "A4P-2", "sdg_target": "SDG-5.5"}.items() <= dict(usual_tags(reading, day)).items()
        assert {"op_activity": "OO4-A6", "trust_theme_2023": "TB23-2"}.items() <= dict(
            usual_tags(reading, film)
        ).items()
        for framework, code in (*usual_tags(reading, day), *usual_tags(reading, film)):
            assert reading.mission.lists[framework].get(code) is not None, code


def test_in_the_time_of_a_campaign_one_is_asked_to_be_neutral(make_office):
    hq = make_office("HQ", "hq")
    with hq.write("list") as write:
        set_list(write, "campaign", [Code("2027", {"en": "Local elections"}, start="2027-09-12", end="2027-10-15")])
    during = town_hall(hq, planned_start="2027-10-15")
    after = town_hall(hq, planned_start="2027-10-16", planned_end="2027-10-20")
    with hq.read() as reading:
        (told,) = hints(reading, during)
        assert "Local elections" in told.message and hints(reading, after) == []


def test_usual_tags_are_offered_and_given_once(office: Office):
    own, through = project(office, partner=None), project(office, partner="Bridges")
    with office.read() as reading:
        roles = [dict(usual_tags(reading, one))["pb_role"] for one in (own, through)]
    assert roles == ["PBR-IMP", "PBR-ENA"]
    with office.write("save") as write:
        assert len(add_usual_tags(write, through.uid)) == 6
    with office.write("save") as write:
        assert add_usual_tags(write, through.uid) == []


def test_who_serves_which_code_and_which_code_nobody(office: Office):
    halls = [town_hall(office), town_hall(office)]
    for hall in halls:
        tag(office, hall, "op_output", "OO4")
    tag(office, halls[0], "op_output", "OO2", main="yes")
    with office.read() as reading:
        lines = {line.code: line for line in code_lines(reading, "op_output", "2026-01-01")}
        with pytest.raises(KnownError, match="no list 'municipality'"):
            code_lines(reading, "municipality", "2026-01-01")
    assert {code: [one.uid for one in line.served] for code, line in lines.items()} == {
        "OO1": [],
        "OO2": [halls[0].uid],
        "OO3": [],
        "OO4": [hall.uid for hall in halls],
        "OO5": [],
    }
    assert lines["OO2"].served[0].main


def test_the_newest_evidence_for_a_benchmark_stands(office: Office):
    hall = town_hall(office)
    for day, judgement in (("2026-01-10", "weak"), ("2026-03-10", "moderate")):
        make(office, "evidence", activity=hall.uid, benchmark="OO4-S5", judgement=judgement, day=day)
    with office.read() as reading:
        lines = benchmark_lines(reading)
    assert len(lines) == 65
    (line,) = (line for line in lines if line.count)
    assert (line.code, line.term, line.judgement, line.before, line.day) == (
        *("OO4-S5", "short", "moderate", "weak"),
        "2026-03-10",
    )
