"""Below the grid: the time slider with Play, and the switch that shows what moved since the last briefing.

Says which day is wanted; the page shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from hdplanner.i18n import _, format_date
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.time_track import TimeTrack

_FRAME_MS = 650
_FRAMES = 36
"""A film of more stops than this skips some: nobody watches for minutes."""


class TimeBar(QWidget):
    """Hidden where there is only one day."""

    day_wanted = Signal(object)
    """A date, or None for today."""
    since_wanted = Signal(bool)
    """Whether to show what moved since the last briefing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.track = TimeTrack(theme)
        self.track.valueChanged.connect(self._on_value_changed)
        self.play = named(with_look(QToolButton(), "quiet"), _("Play"))
        self.play.clicked.connect(self._on_play)
        self.since = with_look(QToolButton(), "quiet")
        self.since.setText(_("Since the last briefing"))
        self.since.setCheckable(True)
        self.since.toggled.connect(self.since_wanted)
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._on_frame)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 14, 2)
        row.setSpacing(8)
        row.addWidget(label(_("Time"), "heading"))
        row.addWidget(self.play)
        row.addWidget(self.track, 1)
        row.addWidget(self.since)
        self.wear(theme)
        self.show_days((), (), date.min)

    def show_days(self, days: Sequence[date], briefings: Sequence[date], today: date) -> None:
        """Offer these days of judgements and today; the slider goes to today."""
        self.stop()
        past = sorted({day for day in days if day < today})
        last = briefings[-1] if briefings else None
        self.track.show_stops([*past, today], last)
        self.setVisible(bool(past))
        self.since.setEnabled(last is not None)
        self.since.setToolTip(
            _("Who moved, who is new and who went stale since {day}").format(day=format_date(last))
            if last is not None
            else _("No pack has been handed out or cleared yet.")
        )

    def back(self) -> None:
        """Go to today."""
        self.stop()
        self.track.setValue(self.track.maximum())

    def stop(self) -> None:
        """End the film."""
        self._frames.stop()
        self._show_playing()

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._frames.isActive()

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.track.wear(theme)
        self._show_playing()

    def _on_play(self) -> None:
        if self.playing:
            self.stop()
            return
        if self.track.at_end:
            self.track.setValue(0)
        self._frames.start()
        self._show_playing()

    def _on_frame(self) -> None:
        stride = max(1, -(-len(self.track.stops) // _FRAMES))
        self.track.setValue(min(self.track.value() + stride, self.track.maximum()))
        if self.track.at_end:
            self.stop()

    def _on_value_changed(self, _value: int) -> None:
        self.day_wanted.emit(None if self.track.at_end else self.track.day)

    def _show_playing(self) -> None:
        name = _("Pause") if self.playing else _("Play")
        self.play.setIcon(icon("pause" if self.playing else "play", self._theme, "muted"))
        self.play.setToolTip(name)
        self.play.setAccessibleName(name)
