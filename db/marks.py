"""Marks English text for translation where Qt must not be imported.

The translation tools collect `N_("…")` from the source; only `desktop/i18n.py` translates.
"""


def N_(text: str) -> str:
    """Return `text` unchanged; the call only marks it as translatable."""
    return text
