"""Who a database is. Standard library only: the store keeps it, and parcels carry it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a database is: its mission, office, laptop letter, role ("field" or "hq") and replica id."""

    mission: str
    office: str
    laptop: str
    role: str
    replica: str

    @property
    def name(self) -> str:
        """What people call it: MIT-A."""
        return f"{self.office}-{self.laptop}"
