"""US-01: a training whose figures reconcile, and a consultation that is not added to it."""

from pathlib import Path

from openpyxl import load_workbook

from db.parcels import publish
from db.records import (
    create,
    find,
    list_parts,
    marginals,
    municipalities,
    proposed_number,
    set_municipalities,
    view,
)
from db.reports import summarise
from db.store import Office, verify
from tests.builders import counts

COMMUNITY = {"serb": 39, "albanian": 6, "bosniak": 3, "gorani": 2}


def test_the_training_reconciles_and_the_consultation_stands_alone(office: Office, tmp_path: Path):
    tallies = counts(women=41, men=9)
    tallies += [{"dimension": "community", "category": name, "count": n} for name, n in COMMUNITY.items()]
    with office.write("save") as write:
        training = create(
            write,
            "project",
            {
                "title_en": "Multi-ethnic Women Advocacy Group",
                "partner": "Women's Right",
                "status": "completed",
                "actual_start": "2019-01-01",
                "actual_end": "2019-06-01",
                "municipality": "Mitrovica North",
                "total": 50,
                "counted_by": "sign_in",
                "community_by": "self_declared",
                "tallies": tallies,
            },
        )
        set_municipalities(write, training.uid, ["XK38", "XK12", "XK29", "XK28"])
        consultation = create(
            write, "other_activity", {"title_en": "Consultations", "total": 17, "tallies": counts(women=17)}
        )
        ngo = create(write, "organisation", {"title_en": "Women's Right", "organisation_type": "ngo"})
        role = {"organisation": ngo.uid, "role": "implementing", "start": "2019-01-01", "end": "2019-06-01"}
        create(write, "involvement", {"activity": training.uid, **role})

    with office.read() as reading:
        seen, asked = view(reading, training), view(reading, consultation)
        sex, community = (m for m in marginals({"total": 50}, seen.tallies))
        assert (sex.sum, sex.not_recorded) == (community.sum, community.not_recorded) == (50, 0)
        assert (round(100 * sex.counts["women"] / sex.recorded), sex.recorded) == (82, 50)
        assert dict(community.counts) == COMMUNITY
        assert proposed_number("total", asked.tallies) == 17 and asked.values["total"] == 17
        assert municipalities(reading, seen.ref) == ["XK12", "XK28", "XK29", "XK38"]
        (partner,) = list_parts(reading, "involvement", seen.ref)
        assert (partner.values["role"], partner.values["start"], partner.values["end"]) == (
            *("implementing", "2019-01-01"),
            "2019-06-01",
        )
        assert find(reading, f"{seen.ref}/tally/community/gorani").type == "tally"
        page = summarise(reading, training, printed_at="2019-07-01T10:00:00Z")
    assert seen.problems == asked.problems == () and verify(office).ok

    assert page.participation is not None
    printed = {row.label: row.count for one in page.participation.dimensions for row in one.shares}
    assert (printed["Kosovo Bosniak"], printed["Kosovo Gorani"]) == (3, 2), "the office's own paper shows them"
    book = load_workbook(publish(office, "public", "Web", tmp_path).file)
    numbers = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 50 in numbers, "the public gets the total"
    assert not {41, 9, 39, 6, 3, 2} & set(numbers), "and neither the small counts nor what they follow from"
