"""Rows of the database as plain values."""

from typing import Any

from sqlalchemy import RowMapping


def by_name(row: RowMapping) -> dict[str, Any]:
    """Return the values of a row by the names of their columns."""
    return {str(key): value for key, value in row.items()}
