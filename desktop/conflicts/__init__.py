"""The Conflicts page."""
