"""The Exchange page."""
