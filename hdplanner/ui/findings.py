"""What the checks find on the plan that is worked in, kept true behind every edit without keeping anybody waiting.

Rooms ask `of` for the findings on a record, and hear `changed`. Holds no widget.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hdplanner.errors import PlannerError
from hdplanner.ui.gateway import Gateway

if TYPE_CHECKING:
    from hdplanner.domain.checks.findings import Finding
    from hdplanner.services.checks import FindingSource
    from hdplanner.storage import Changes

_TURN = 0.015
"""So many seconds of checking at a time: between two turns the window answers."""

_RETRY_MS = 500
"""How long to wait where the file is lent to other work."""


class Findings(QObject):
    """The findings on the campaign of the gateway. Nothing is checked before `start`."""

    changed = Signal()

    def __init__(self, gateway: Gateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._source: FindingSource | None = None
        self._looking: Iterator[None] | None = None
        self._pending: dict[str, set[str]] = defaultdict(set)
        self._shown: list[Finding] = []
        self._by_record: dict[str, list[Finding]] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self._started = False
        self.ready = False
        """Whether everything was checked once; before that, nothing found means nothing."""

    def start(self) -> None:
        """Check whatever is opened from now on."""
        if self._started:
            return
        self._started = True
        self._gateway.opened.connect(self._on_opened)
        self._gateway.closed.connect(self._on_closed)
        self._gateway.campaign_changed.connect(self._on_opened)
        self._gateway.changed.connect(self._on_changed)
        if self._gateway.is_open:
            self._on_opened()

    def rows(self) -> Sequence[Finding]:
        """All findings: the next meeting's first, the silenced ones last."""
        return self._shown

    def of(self, kind: str, row_id: str) -> Sequence[Finding]:
        """The findings on one record that nobody silenced, the gravest first."""
        return self._by_record.get(row_id, ())

    @property
    def near(self) -> str:
        """What the first findings are for: "meeting", "decision", or "" where nothing is ahead."""
        focus = self._source.focus if self._source else None
        first = next((one for one in self._shown if not one.silenced), None)
        if focus is None or first is None:
            return ""
        return ("meeting", "decision", "")[focus.nearness(first)]

    def is_near(self, finding: Finding) -> bool:
        """Whether a finding is for the same meeting or decision as the first one."""
        first = next((one for one in self._shown if not one.silenced), None)
        if self._source is None or first is None:
            return False
        nearness = self._source.focus.nearness
        return nearness(finding) == nearness(first)

    def finish(self) -> None:
        """Do at once what would be done in the next turns: for tests and pictures."""
        while self._timer.isActive():
            self._timer.stop()
            self._go_on()

    def _on_opened(self, _campaign_id: str = "") -> None:
        self._on_closed()
        self._timer.start(0)

    def _on_closed(self) -> None:
        self._timer.stop()
        self._source, self._looking = None, None
        self._pending.clear()
        self._show([])

    def _on_changed(self, changes: Changes) -> None:
        for table, keys in changes.keys.items():
            self._pending[table] |= keys
        self._timer.start(0)

    def _go_on(self) -> None:
        """Do one turn: read, or check a while, or take an edit in."""
        if not self._gateway.is_open or not self._gateway.campaign_id:
            return
        try:
            more = self._turn()
        except PlannerError:  # the file is lent: what it was lent for will say what changed
            self._timer.start(_RETRY_MS)
            return
        if more or self._pending:
            self._timer.start(0)

    def _turn(self) -> bool:
        from hdplanner.services.checks import FindingSource
        from hdplanner.services.values import today_here

        today = today_here()
        if self._source is None or self._source.today != today:
            self._pending.clear()
            source = FindingSource(self._gateway.campaign_id, today=today)
            self._gateway.read(source.read)
            self._source, self._looking = source, source.look()
            return True
        if self._looking is not None:
            return self._look_on(self._source)
        if self._pending:
            source, keys = self._source, dict(self._pending)
            self._gateway.read(lambda session: source.update(session, keys))
            self._pending.clear()
            self._show(source.findings())
        return False

    def _look_on(self, source: FindingSource) -> bool:
        assert self._looking is not None
        until = time.monotonic() + _TURN
        for _step in self._looking:
            if time.monotonic() > until:
                return True
        self._looking = None
        self._show(source.findings())
        return False

    def _show(self, found: list[Finding]) -> None:
        ready = self._source is not None
        found = self._gateway.shown(found)
        if found == self._shown and ready == self.ready:
            return
        self._shown, self.ready = found, ready
        by_record: dict[str, list[Finding]] = defaultdict(list)
        for one in found:
            if not one.silenced:
                for key in dict.fromkeys((one.id, *one.about)):
                    by_record[key].append(one)
        for some in by_record.values():
            some.sort(key=lambda one: (one.severity.rank, one.code, one.message))
        self._by_record = dict(by_record)
        self.changed.emit()
