"""Who can open the office, what left it, and what it still says about people."""
