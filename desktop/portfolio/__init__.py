"""The portfolio of confidence-building projects: how a year stands in projects, money and time."""
