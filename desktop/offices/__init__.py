"""The Offices page of a headquarters."""
