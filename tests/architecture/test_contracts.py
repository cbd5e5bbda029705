"""The import contracts of pyproject.toml, as a test."""

from __future__ import annotations

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_the_floors_hold() -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
