"""The members of a closed list and the steps of a scale, as an editor offers them. Knows no widget and no room."""

from __future__ import annotations

from typing import Any

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.labels import label, step_label


def choices_of(kind: type[Choice], *, empty: str | None = None) -> list[tuple[object, str]]:
    """The members of a list for an editor; with `empty`, a first entry for none."""
    entries: list[tuple[object, str]] = [] if empty is None else [(None, empty)]
    return entries + [(member, label(member)) for member in kind]


def steps_of(scale: type[Scale]) -> list[tuple[Any, str]]:
    """The steps of a scale for an editor, the highest first."""
    return [(int(step), step_label(scale, step)) for step in sorted(scale, reverse=True)]
