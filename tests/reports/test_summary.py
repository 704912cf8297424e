"""What stands on a summary: figures with their base, words cut at a sentence, and nothing that is not there."""

import re
from collections.abc import Callable
from dataclasses import asdict

import pytest

from db.errors import KnownError
from db.records import delete, update, view
from db.records.people import tally_uid
from db.reports import Summary, summarise
from db.reports.values import Dimension
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, record, town_hall

PRINTED = "2026-11-03T14:05:00Z"


def summary(office: Office, key: RecordKey, **options: object) -> Summary:
    with office.read() as reading:
        return summarise(reading, key, **{"printed_at": PRINTED, **options})  # pyright: ignore[reportArgumentType]


def tallies(dimension: str, **categories: int) -> list[dict[str, object]]:
    return [{"dimension": dimension, "category": key.strip("_"), "count": n} for key, n in categories.items()]


def dimension(found: Summary, key: str) -> Dimension:
    assert found.participation is not None
    return next(d for d in found.participation.dimensions if d.key == key)


def rows(found: Dimension) -> list[tuple[str, int, str]]:
    return [(s.label, s.count, s.percent.replace("\N{NO-BREAK SPACE}", " ")) for s in found.shares]


def fact(found: Summary, label: str) -> str | None:
    return next((f.value for f in found.facts if f.label == label), None)


# ---- people ----


def test_clean_marginals_show_their_share_and_base(office: Office):
    community = tallies("community", serb=39, albanian=6, bosniak=3, gorani=2)
    found = summary(office, project(office, total=50, tallies=counts(women=41, men=9) + community))
    sex = dimension(found, "sex")
    assert rows(sex) == [("Women", 41, "82 %"), ("Men", 9, "18 %")]
    assert sex.base_text == "base 50"
    assert sex.notes == ("Not recorded: 0",)
    assert [row[:2] for row in rows(dimension(found, "community"))] == [
        ("Kosovo Albanian", 6), ("Kosovo Serb", 39), ("Kosovo Bosniak", 3), ("Kosovo Gorani", 2),
    ]  # fmt: skip


def test_people_who_were_not_recorded_are_said_and_not_in_the_base(office: Office):
    found = summary(office, town_hall(office, total=251, counted_by="head_count", tallies=counts(women=161, men=85)))
    sex = dimension(found, "sex")
    assert sex.not_recorded == 5
    assert sex.notes == ("Not recorded: 5",)
    assert rows(sex) == [("Women", 161, "65.4 %"), ("Men", 85, "34.6 %")]
    assert sex.base == 246
    assert found.participation
    assert found.participation.method == "Head count"
    assert found.flags == ()


def test_undisclosed_is_an_answer_but_no_part_of_the_base(office: Office):
    found = summary(office, town_hall(office, total=64, tallies=counts(women=31, men=30, undisclosed=3)))
    assert rows(dimension(found, "sex"))[-1] == ("Undisclosed", 3, "")
    assert dimension(found, "sex").base == 61
    assert dimension(found, "sex").shares[-1].thousandths is None


def test_youth_and_children_are_named_with_their_definition(office: Office):
    bands = {"_15_17": 4, "_18_24": 12, "_25_29": 10, "_30_59": 18, "undisclosed": 6}
    found = summary(office, town_hall(office, total=50, tallies=tallies("age", **bands)))
    notes = [note.replace("\N{NO-BREAK SPACE}", " ") for note in dimension(found, "age").notes]
    assert notes == ["Youth 18–29 (SCR 2250): 22 (50 %)", "Children under 18: 4 (9.1 %)", "Not recorded: 0"]


def test_a_blank_band_makes_youth_a_lower_bound(office: Office):
    found = summary(office, town_hall(office, total=50, tallies=tallies("age", _18_24=12, _30_59=8)))
    assert dimension(found, "age").notes == ("Youth 18–29 (SCR 2250): at least 12", "Not recorded: 30")


def test_nobody_came_is_a_figure_and_nothing_recorded_is_no_block(office: Office):
    nobody = summary(office, town_hall(office, total=0, tallies=counts(women=0, men=0))).participation
    assert nobody
    assert nobody.total_text == "0"
    assert [s.percent for s in nobody.dimensions[0].shares] == ["", ""]
    assert summary(office, town_hall(office)).participation is None


# ---- problems, conflicts, marking ----


def two_heads(make_office: Callable[..., Office]) -> tuple[Office, RecordKey]:
    """An office whose town hall was also changed at headquarters: a total below the counts, disputed values."""
    field, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(field, total=251, classification="CONFIDENTIAL", tallies=counts(women=161, men=85))
    send(field, hq, key)
    with field.write("save", "the names are out") as write:
        update(write, key.uid, {"title_en": "Open day", "total": 246, "classification": "UNCLASSIFIED"})
    with hq.write("save") as write:
        update(write, key.uid, {"title_en": "Women's open day", "classification": "STRICTLY_CONFIDENTIAL"})
        update(write, key.uid, {"tallies": counts(men=90)})
    send(hq, field, key)
    return field, key


def send(source: Office, target: Office, key: RecordKey) -> None:
    with source.read() as reading:
        cells = [tally_uid(key.uid, t.dimension, t.category) for t in view(reading, key).tallies]
        revisions = [revision for uid in [key.uid, *cells] for revision in reading.revisions(uid)]
    with target.write("receive") as write:
        write.receive(revisions)


def test_a_merged_record_prints_what_is_wrong_with_it(make_office: Callable[..., Office]):
    field, key = two_heads(make_office)
    found = summary(field, key)
    assert found.flags == (
        "Figures do not add up: Sex counts 251, the total is 246.",
        "This record has 2 unresolved conflicts: Classification, Title (English).",
    )
    assert dimension(found, "sex").not_recorded is None
    assert dimension(found, "sex").notes == ()


def test_a_disputed_classification_prints_the_highest(make_office: Callable[..., Office]):
    field, key = two_heads(make_office)
    assert summary(field, key).marking == "STRICTLY CONFIDENTIAL"


def test_the_hash_names_the_content_and_not_the_printing(make_office: Callable[..., Office]):
    field, key = two_heads(make_office)
    hq = make_office("HQ", "hq", "B")
    send(field, hq, key)
    here, there = summary(field, key), summary(hq, key, printed_at="2027-01-01T00:00:00Z", language="sq")
    assert here.footer.digest == there.footer.digest
    assert re.fullmatch("[0-9a-f]{12}", here.footer.digest)
    assert here.header.revision == there.header.revision == 3
    with field.write("save") as write:
        update(write, key.uid, {"tallies": counts(men=80)})
    assert summary(field, key).footer.digest != here.footer.digest


@pytest.mark.parametrize(
    ("kind", "values", "watermark"),
    [
        ("town_hall", {}, "DRAFT"),
        ("project", {"status": "idea"}, "DRAFT"),
        ("project", {"status": "approved"}, ""),
        ("town_hall", {"status": "held"}, ""),
    ],
)
def test_a_draft_says_so_across_the_page(office: Office, kind: str, values: dict[str, str], watermark: str):
    assert summary(office, record(office, kind, **values)).watermark == watermark


def test_a_deleted_record_says_so_across_the_page(office: Office):
    key = town_hall(office, status="held")
    with office.write("delete") as write:
        delete(write, key.uid)
    assert summary(office, key).watermark == "DELETED"


# ---- facts and words ----


def test_a_bare_draft_has_only_what_is_there(office: Office):
    found = summary(office, record(office, "town_hall", municipality=None))
    assert found.facts == ()
    assert found.money == ()
    assert found.other_titles == ()
    assert found.flags == ()
    assert found.badges == ("Town hall", "Draft")
    assert found.marking == "UNCLASSIFIED"
    assert [(n.label, n.text, n.cut) for n in found.narratives] == [("What happened", "Nothing recorded yet", False)]
    assert found.header.mission == "United Nations Interim Administration Mission in Kosovo — Civil Affairs"
    assert found.header.office == "Mitrovica field office"
    assert re.fullmatch(r"TH-\d{4}-MIT-A001", found.header.ref)
    assert "1244" in found.footer.note
    assert found.footer.printed_text == "Printed 3 November 2026, 14:05 UTC"


def test_of_a_protected_place_only_the_municipality_is_printed(office: Office):
    place = {
        "municipality": "XK28",
        "settlement": "Čabra",
        "venue": "Shelter 7",
        "latitude": "42.9",
        "longitude": "20.7",
    }
    key = record(office, "project", status="approved", protected="yes", **place)
    with office.write("save") as write:
        update(write, key.uid, {"status": "active", "override": "Shelter 7 opens on Monday"})
    found = summary(office, key)
    assert [flag for flag in found.flags if "[protected place] opens on Monday" in flag]
    assert fact(found, "Place") == "Zubin Potok"
    assert not [word for word in ("Čabra", "Shelter", "42.9", "20.7") if word in repr(found)]


def test_a_project_prints_how_it_was_entered_and_its_exceptions_but_not_its_proposal(office: Office):
    key = record(office, "project", status="approved", need="Nobody meets.", contact="The chair, 044 000 000")
    with office.write("save") as write:
        update(write, key.uid, {"status": "active", "override": "the papers come on Monday"})
    found = summary(office, key)
    assert fact(found, "Entered as") == "Approved"
    assert [flag for flag in found.flags if "the papers come on Monday" in flag]
    assert "Nobody meets" not in repr(found) and "044" not in repr(found)


def test_places_have_their_double_name_in_every_language(office: Office):
    key = town_hall(office, municipality="XK29", settlement="Banjska", venue="school")
    assert {fact(summary(office, key, language=each), "Place") for each in ("en", "sq", "sr")} == {
        "Zvečan/Zveçan, Banjska, school"
    }


@pytest.mark.parametrize(
    ("kind", "dates", "label", "text"),
    [
        ("town_hall", {"actual_start": "2026-11-03", "planned_start": "2026-11-01"}, "Date", "3 November 2026"),
        ("project", {"actual_start": "2020-03-01", "actual_end": "2020-05-31"}, "Dates", "1 March – 31 May 2020"),
        ("town_hall", {"planned_start": "2026-03-01", "planned_end": "2026-03-05"}, "Planned", "1–5 March 2026"),
        ("project", {"planned_start": "2019-12-30", "planned_end": "2020-01-02"}, "Planned",
         "30 December 2019 – 2 January 2020"),
        ("project", {"actual_start": "2020-03-01", "planned_end": "2020-05-31"}, "Began", "1 March 2020"),
        ("project", {"actual_start": "2020-03-01", "planned_end": "2020-05-31"}, "Planned end", "31 May 2020"),
        ("project", {"planned_end": "2020-05-31"}, "Planned end", "31 May 2020"),
    ],
)  # fmt: skip
def test_dates_are_said_in_words(office: Office, kind: str, dates: dict[str, str], label: str, text: str):
    assert fact(summary(office, record(office, kind, **dates)), label) == text


def test_dates_speak_the_language_of_the_page(office: Office):
    key = town_hall(office, actual_start="2020-03-01", actual_end="2020-05-31")
    assert fact(summary(office, key, language="sq"), "Dates") == "1 mars – 31 maj 2020"
    assert fact(summary(office, key, language="sr"), "Dates") == "1. март – 31. мај 2020."
    assert fact(summary(office, key, language="xx"), "Dates") == "1 March – 31 May 2020"


def test_titles_come_in_the_language_of_the_page_first(office: Office):
    key = town_hall(office, title_en="Language rights", title_sq="Të drejtat", title_sr="Језичка права")
    assert summary(office, key).title.text == "Language rights"
    found = summary(office, key, language="sr")
    assert found.title.text == "Језичка права"
    assert [t.language for t in found.other_titles] == ["en", "sq"]


def test_words_of_the_page_go_through_the_translator(office: Office):
    found = summary(office, town_hall(office), translate=lambda text: f"<{text}>")
    assert found.words["prepared"] == "<Prepared by>"
    assert found.narratives[0].text == "<Nothing recorded yet>"


def test_money_is_exact(office: Office):
    amounts = {
        "24999.50": "USD\N{NO-BREAK SPACE}24,999.50",
        "999999999999.99": "USD\N{NO-BREAK SPACE}999,999,999,999.99",
    }
    for amount, text in amounts.items():
        assert [f.value for f in summary(office, project(office, approved_amount=amount)).money] == [text]
    unnamed = summary(office, project(office, currency=None)).money[0].value
    assert unnamed == "25,000.00 (currency not recorded)"


def test_a_field_without_a_place_of_its_own_is_a_key_fact(office: Office):
    assert fact(summary(office, town_hall(office, partner="Regional media network")), "Partner") == (
        "Regional media network"
    )


def test_no_person_is_named(office: Office):
    assert "A. Officer" not in str(asdict(summary(office, town_hall(office, total=3))))


def test_a_record_that_is_not_here_is_a_plain_sentence(office: Office):
    with pytest.raises(KnownError) as error:
        summary(office, RecordKey("town_hall", "0190a0a0-0000-7000-8000-000000000000"))
    assert error.value.code == "no-record"
