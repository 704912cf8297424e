"""Frameworks: which activity serves which code, and which codes nobody serves."""
