"""A text that seems to say who somebody is gets a hint, in three languages, and is never refused (DP-15)."""

import pytest

from db.protection.hints import EMAIL, NAME, NUMBER, PHONE, Hint, hints_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call +383 44 123 456 after six.", [(PHONE, "+383 44 123 456")]),
        ("tel. 044/123-456, viber", [(PHONE, "044/123-456")]),
        ("Telefoni: 00383 49 987 654.", [(PHONE, "00383 49 987 654")]),
        ("write to arta.b@example.org today", [(EMAIL, "arta.b@example.org")]),
        ("nr. personal 1234567890", [(NUMBER, "1234567890")]),
        ("JMBG 0101990710006", [(NUMBER, "0101990710006")]),
        ("The victim, Arta Berisha, was heard.", [(NAME, "Arta Berisha")]),
        ("E mbijetuara Arta Berisha kërkoi ndihmë.", [(NAME, "Arta Berisha")]),
        ("Žrtva je Ana Jovanović iz sela.", [(NAME, "Ana Jovanović")]),
        ("Жртва је Ана Јовановић из села.", [(NAME, "Ана Јовановић")]),
        ("Osumnjičeni Milan Petrović je priveden.", [(NAME, "Milan Petrović")]),
        ("Dhunë në familje; Agim Krasniqi u arrestua", [(NAME, "Agim Krasniqi")]),
        # Nothing of these is about anybody.
        ("Mayor Arta Berisha opened the town hall.", []),
        ("12.03.2026 and 2026-03-12, 14:00", []),
        ("EUR 1,250,000.00 for 2025/2026", []),
        ("The Mitrovica North police heard of an incident at Town Hall.", []),
        ("UNSCR 1244 (1999), SCR 2250; budget line 10-20-30", []),
        ("An attack on the United Nations Security Council building", []),
        ("Violence in Gjilan Kamenica", []),
        ("500 women, 1500 men, 0 others", []),
    ],
)
def test_dp_15_hints(text: str, found: list[tuple[str, str]]):
    places = frozenset({"gjilan", "kamenica", "mitrovica"})
    assert list(hints_in(text, places)) == [Hint(*one) for one in found]
