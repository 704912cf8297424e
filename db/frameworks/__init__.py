"""The systems of others that activities serve: which activity serves which code, evidence, prompts, usual tags."""

from db.frameworks.hints import hints
from db.frameworks.service import BenchmarkLine, CodeLine, Served, benchmark_lines, code_lines
from db.frameworks.usual import add_usual_tags, usual_tags

__all__ = [
    "BenchmarkLine",
    "CodeLine",
    "Served",
    "add_usual_tags",
    "benchmark_lines",
    "code_lines",
    "hints",
    "usual_tags",
]
