"""The registers: a list with the chosen record's form beside it."""
