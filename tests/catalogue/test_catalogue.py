"""The catalogue says each field once; the tables, the tags and the lists agree with it."""

import pytest

from db.catalogue import DIMENSIONS, RECORD_TYPES, load_mission
from db.catalogue.kinds import CODE, CODES
from db.errors import KnownError
from db.messages import MESSAGES
from db.schema.tables import BOOKKEEPING, metadata

MISSION = load_mission("kosovo")


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_catalogue_equals_schema(kind):
    columns = {c.name for table in kind.tables for c in metadata.tables[table].columns} - BOOKKEEPING
    assert columns == set(kind.by_key)


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_choice_has_a_list_and_every_tag_is_used_once(kind):
    for field in kind.fields:
        assert (field.kind in (CODE, CODES)) == bool(field.choices), field.key
        assert not field.choices or field.choices in MISSION.lists, field.key
    tags = [field.hxl for field in kind.fields]
    assert len(tags) == len(set(tags)) and all(tag.startswith("#") for tag in tags)


def test_defaults_are_valid():
    for kind in RECORD_TYPES.values():
        for field in kind.fields:
            if field.default is not None:
                assert field.kind.parse(field.default, MISSION.lists.get(field.choices)) == field.default


def test_the_mission_has_38_municipalities_and_every_dimension():
    assert len(MISSION.lists["municipality"].entries) == 38
    assert all(one.codes in MISSION.lists for one in DIMENSIONS.values())
    assert all(key in [e.code for e in MISSION.lists["dimension"].entries] for key in DIMENSIONS)


def test_an_unknown_mission_is_a_known_error():
    with pytest.raises(KnownError, match="no mission profile 'atlantis'"):
        load_mission("atlantis")


def test_every_message_can_be_worded():
    for code, text in MESSAGES.items():
        names = {part.split("}")[0] for part in text.split("{")[1:]}
        assert str(KnownError(code, **dict.fromkeys(names, "x")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Зубин Поток", "XK28"),
        ("zubin potok", "XK28"),
        ("XK28", "XK28"),
        ("xk28", "XK28"),
        ("zvecan", "XK29"),
        ("Zveçan", "XK29"),
        ("Звечан", "XK29"),
        ("Zvečan/Zveçan", "XK29"),
        ("Gracanica", "XK35"),
        ("Грачаница", "XK35"),
        ("Djakovica", "XK02"),
        ("Đakovica", "XK02"),
        ("Drenas", "XK03"),
        ("Mitrovica North", "XK38"),
        ("Severna Mitrovica", "XK38"),
        ("Mitrovicë/Mitrovica South", "XK11"),
        ("Južna Mitrovica", "XK11"),
    ],
)
def test_a_municipality_is_found_by_any_spelling(text: str, code: str):
    found = MISSION.lists["municipality"].find(text)
    assert found is not None and found.code == code


@pytest.mark.parametrize("text", ["Mitrovica", "Atlantis", "", "-"])
def test_what_could_be_two_places_is_none(text: str):
    assert MISSION.lists["municipality"].find(text) is None


def test_every_label_of_a_place_finds_it():
    places = MISSION.lists["municipality"]
    for place in places.entries:
        for label in place.labels.values():
            found = places.find(label)
            assert found is not None and found.code == place.code, label


def test_nearest_names_what_could_be_meant():
    assert {code.code for code in MISSION.lists["municipality"].nearest("Mitrovica")} >= {"XK11"}
