"""The privacy notice in the languages of the place."""

from db.catalogue import load_mission
from db.reports.notices import privacy_notices


def test_dp_16_the_notice_is_read_in_the_languages_of_the_place():
    mission = load_mission("kosovo")
    prizren = privacy_notices(mission, "PRZ", "XK20", contact="room 12")
    assert [one.language for one in prizren] == ["sq", "sr_latn", "sr_cyrl", "en", "tr"]
    assert [one.language for one in privacy_notices(mission, "MIT", "XK11")] == ["sq", "sr_latn", "sr_cyrl", "en"]
    for one in prizren:
        text = " ".join(one.lines)
        assert all(word in text for word in ("UNMIK", "Prizren field office", "90", "room 12"))
        assert "{" not in text
        assert len(one.lines) == 6
    assert len(privacy_notices(mission, "PRZ", "XK20")[0].lines) == 5, "nobody is named, so nothing is said of it"
    cyrillic = next(one for one in prizren if one.language == "sr_cyrl")
    assert "Обавештење" in cyrillic.title
