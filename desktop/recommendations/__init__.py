"""Recommendations and promises: how far they are, what waits for an answer, what falls due."""
