"""The parts of a record: one table a kind, one form for each, whatever the kinds are."""
