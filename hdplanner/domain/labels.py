"""The words that people see for a member of a list or a step of a scale."""

from __future__ import annotations

from collections.abc import Callable

from hdplanner.domain.choices import Choice, Scale
from hdplanner.i18n import N_, _

NOT_ASSESSED = N_("Not assessed")


def label(value: Choice | Scale, translate: Callable[[str], str] = _) -> str:
    """Return the shown text of ``value``, in the language of ``translate`` (a pack hands in its own)."""
    return translate(value.text)


def step_label(scale: type[Scale], number: int | None, translate: Callable[[str], str] = _) -> str:
    """Return the name of a step of ``scale``; ``None`` is "Not assessed", never the middle."""
    return translate(NOT_ASSESSED) if number is None else translate(scale(number).text)
