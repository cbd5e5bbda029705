"""Carries the checks out on a plan, and after a change only on what the change touched. Pure.

Each record is looked at on its own. What its rules asked the facts for is remembered: when an answer may be another
now, that record is looked at again, and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hdplanner.domain.checks.catalogue import RULES
from hdplanner.domain.checks.facts import Asked, PlanFacts, PlanSettings
from hdplanner.domain.checks.findings import Finding
from hdplanner.domain.checks.registry import Rule

_Record = tuple[Any, str]
_BATCH = 200
"""So many records are looked at before a person may get a word in."""


class CheckRun:
    """The findings on one plan, kept true while its facts change."""

    def __init__(self, facts: PlanFacts, rules: Sequence[Rule] = RULES) -> None:
        self.facts = facts
        self._rules: dict[Any, list[Rule]] = defaultdict(list)
        for rule in rules:
            self._rules[rule.over].append(rule)
        self._found: dict[_Record, tuple[Finding, ...]] = {}
        self._asked: dict[_Record, set[Asked]] = {}
        self._askers: dict[Asked, set[_Record]] = defaultdict(set)

    def findings(self) -> Iterator[Finding]:
        """Yield what is found now, in no order."""
        for found in self._found.values():
            yield from found

    def look_at_all(self) -> Iterator[None]:
        """Look at every record, and yield now and then, so that other work is not kept waiting."""
        records = [(kind, key) for kind in self._rules for key in self.facts.keys(kind)]
        for place, record in enumerate(records):
            self._look(record)
            if place % _BATCH == _BATCH - 1:
                yield

    def take(
        self, changes: Mapping[Any, Mapping[str, Any | None]], settings: PlanSettings | None = None
    ) -> bool:
        """Take changed rows in, and settings; look again at what that touches. Returns whether a finding changed."""
        stale = self.facts.put(changes)
        if settings is not None:
            stale |= self.facts.put_settings(settings)
        again = {record for question in stale for record in self._askers.get(question, ())}
        again |= {(kind, key) for kind, rows in changes.items() if kind in self._rules for key in rows}
        before = {record: self._found.get(record) for record in again}
        for record in again:
            self._look(record)
        return any(self._found.get(record) != found for record, found in before.items())

    def _look(self, record: _Record) -> None:
        kind, key = record
        self._forget(record)
        self.facts.begin()
        row = self.facts.get(kind, key)
        if row is None:
            return
        found = tuple(one for rule in self._rules[kind] for one in rule.findings(self.facts, row))
        if found:
            self._found[record] = found
        asked = self._asked[record] = self.facts.asked()
        for question in asked:
            self._askers[question].add(record)

    def _forget(self, record: _Record) -> None:
        self._found.pop(record, None)
        for question in self._asked.pop(record, ()):
            askers = self._askers[question]
            askers.discard(record)
            if not askers:
                del self._askers[question]


def check_plan(facts: PlanFacts, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Return everything that the rules find on a plan."""
    run = CheckRun(facts, rules)
    _exhaust(run.look_at_all())
    return list(run.findings())


def _exhaust(steps: Iterable[None]) -> None:
    for _step in steps:
        pass
