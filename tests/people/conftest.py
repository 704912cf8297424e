"""What tests of protection may use."""

from tests.cli.test_commands import cli

__all__ = ["cli"]
