"""Search over all registers."""
