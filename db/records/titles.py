"""What a record is called."""

from collections.abc import Mapping
from typing import Any

from db.catalogue import Mission


def best_title(values: Mapping[str, Any], mission: Mission) -> str:
    """Return the title in the first of the mission's languages that has one, else in any language."""
    keys = [f"title_{language}" for language in mission.languages]
    keys += [key for key in values if key.startswith("title_") and key not in keys]
    return next((str(values[key]) for key in keys if values.get(key)), "")
