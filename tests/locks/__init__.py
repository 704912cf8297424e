"""Approvals, closed periods, exceptions and roles."""
