"""What all tables share: the metadata, how constraints are named, and what every projected table has."""

from typing import Any

from sqlalchemy import Boolean, Column, Index, MetaData, String, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def projected(name: str, *columns: Column[Any] | Index) -> Table:
    """Return a table of records; `columns` are the fields of the catalogue."""
    return Table(
        name,
        metadata,
        Column("uid", String, primary_key=True),
        *columns,
        Column("changed", String, nullable=False),
        Column("deleted", Boolean, nullable=False),
        Column("revision", String, nullable=False),
    )


def part(name: str, owner: str, *columns: Column[Any]) -> Table:
    """Return a table of records that belong to others; `owner` is the column that says to which."""
    return projected(name, Column(owner, String), *columns, Index(f"ix_{name}_{owner}", owner))
