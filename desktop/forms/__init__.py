"""The form of one record: composed by hand, its fields out of the catalogue."""
