"""All checks, by code: the one place that knows the modules in which they stand."""

from __future__ import annotations

from hdplanner.domain.checks import (
    asks,
    calendar,
    channels,
    judgements,
    messages,
    movement,
    people,
    protection,
    windows,
)
from hdplanner.domain.checks.registry import REGISTERED, Rule

MODULES = (asks, windows, people, judgements, messages, channels, calendar, movement, protection)

RULES: tuple[Rule, ...] = tuple(REGISTERED[code] for code in sorted(REGISTERED))
"""Every rule, in the order of its code."""
