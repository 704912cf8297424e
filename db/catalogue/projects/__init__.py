"""Confidence-building projects: the programme cycle, the project with its proposal, and every part of its file."""
