"""How a rule becomes a check: a decorator that gives it a code, a severity and the sentence of why it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import ABOUT_LIMIT, FIXES, Finding, Severity, Trouble
from hdplanner.domain.checks.tables import TABLES
from hdplanner.i18n import _

RuleFunction = Callable[[PlanFacts, Any], Iterator[Trouble]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: it looks at each record of one kind. ``why`` is marked, and translated when it is said."""

    code: str
    severity: Severity
    over: Any
    why: str
    find: RuleFunction

    def findings(self, facts: PlanFacts, row: Any) -> Iterator[Finding]:
        """Yield what the rule finds on one record."""
        for trouble in self.find(facts, row):
            yield self._finding(row, trouble)

    def _finding(self, row: Any, trouble: Trouble) -> Finding:
        kind, key = trouble.place or (TABLES[self.over], row.id)
        about = (row.id, *trouble.others)[:ABOUT_LIMIT]
        return Finding(
            self.code,
            self.severity,
            trouble.message,
            _(self.why),
            kind,
            key,
            about,
            trouble.fix,
            _(FIXES[trouble.fix]) if trouble.fix else "",
            fix_keys=trouble.fix_keys,
            touches=frozenset(one for one in (*about, key, *trouble.others, *trouble.touches) if one),
        )


REGISTERED: dict[str, Rule] = {}
"""Every rule whose module was imported, by code; ``catalogue`` imports them all."""


def rule(code: str, severity: Severity, over: Any, why: str) -> Callable[[RuleFunction], RuleFunction]:
    """Make a function a check of every record of ``over``. Its docstring says what it finds."""

    def register(find: RuleFunction) -> RuleFunction:
        if code in REGISTERED:
            raise ValueError(f"two rules are called {code}")
        REGISTERED[code] = Rule(code, severity, over, why, find)
        return find

    return register
