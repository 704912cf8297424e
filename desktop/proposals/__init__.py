"""The page of hand edits that wait for a decision."""
