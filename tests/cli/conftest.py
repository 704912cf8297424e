"""What every test of the command line may use."""

from tests.cli.test_commands import cli

__all__ = ["cli"]
