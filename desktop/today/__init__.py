"""The page that a day begins with: what waits, and what was done, in figures."""
