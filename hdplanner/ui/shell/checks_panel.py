"""The list below the room: what the checks find, the next meeting's first, with one click to the place or the mending.

Three at first, the rest on request. Folds to one line, and remembers it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.checks.findings import AT_FIRST
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import SPLIT_MARGINS, button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.shell.check_rows import FindingRow, fold_button

if TYPE_CHECKING:
    from hdplanner.domain.checks.findings import Finding

AT_MOST = 100
"""So many findings are shown after "more": whoever has mended those sees the next."""

_KEY = "checks"
_HIGHEST = 240
"""How high the list may grow, in pixels at 100 % text."""

_SHARE = 4
"""The list takes no more than this part of the window's height."""

_LOW = 700
"""In a window lower than this, at 100 % text, the list is folded at first, and may shrink to one line."""

_LEAST, _LEAST_WHOLE, _LINE = 98, 180, 28
"""How high the list stays at least: with the first three, with all, and in a low window."""


class ChecksPanel(QFrame):
    """Shows `context.findings`. `reachable` are the kinds of records that some room can show."""

    def __init__(
        self, context: AppContext, reachable: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        named(self, _("Plan checks"))
        self._context = context
        self._reachable = frozenset(reachable)
        self._theme = context.appearance.theme
        self._whole = False
        self._filled: tuple[tuple[Finding, ...], bool] = ((), False)
        self.rows: list[FindingRow] = []
        self._make_head()
        self._make_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addWidget(self._scroll)
        column.addWidget(self._rest)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        context.findings.changed.connect(self.refresh)
        context.appearance.changed.connect(self._on_theme_changed)
        context.gateway.opened.connect(self._on_opened)
        context.findings.start()
        self.more.hide()
        self._rest.hide()
        if context.gateway.is_open:  # numbers are written by a library that the first paint does not wait for
            self.refresh()

    def below(self, room: QWidget) -> QWidget:
        """A widget with the room on top and this list below it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(room, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(*SPLIT_MARGINS)
        foot.addWidget(self)
        column.addLayout(foot)
        return made

    def refresh(self) -> None:
        """Show what is found now."""
        found = self._context.findings.rows()
        standing = [one for one in found if not one.silenced]
        silenced = [one for one in found if one.silenced]
        shown = (standing + silenced)[:AT_MOST] if self._whole else standing[:AT_FIRST]
        self._summarise(standing, silenced)
        if self._is_open() and (tuple(shown), self._whole) != self._filled:
            self._fill(tuple(shown))
        left = len(standing) + len(silenced) - len(shown)
        self._rest.setVisible(self._whole and self._is_open() and left > 0)
        self._rest.setText(
            ngettext(
                "{number} more is shown when these are mended.",
                "{number} more are shown when these are mended.",
                left,
            ).format(number=format_number(left))
        )
        self._scroll.setVisible(self._is_open() and bool(shown))

    def show_all(self, whole: bool) -> None:
        """Show all findings, and what was silenced; or the first three again."""
        self._whole = whole
        self.refresh()

    def fold(self, opened: bool) -> None:
        """Open or close the list; the choice is kept."""
        self.heading.setChecked(opened)
        self._show_chevron()
        self._context.settings.views[_KEY] = "open" if opened else "folded"
        self._context.settings.save()
        if not opened:
            self._fill(())
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """In a low window the room comes first, unless the person opened the list there."""
        super().showEvent(event)
        if self.window().height() < _LOW * self._theme.scale and _KEY not in self._context.settings.views:
            self.heading.setChecked(False)
            self._show_chevron()
            self.refresh()

    def _make_head(self) -> None:
        self.heading = fold_button(_("Plan checks"))
        self.heading.setChecked(self._context.settings.views.get(_KEY) != "folded")
        self.heading.clicked.connect(self.fold)
        self.summary = label("", "small")
        self.more = button("", self._toggle_whole, "link")
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        for widget in (self.heading, self.summary, self.more):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._show_chevron()

    def _make_list(self) -> None:
        self._rest = label("", "small")
        self._rest.hide()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(2, 0, 2, 0)
        self._column.setSpacing(0)
        self._scroll = _Grown(content)

    def _is_open(self) -> bool:
        return self.heading.isChecked()

    def _toggle_whole(self) -> None:
        if not self._is_open():
            self.fold(True)
        self.show_all(not self._whole)

    def _summarise(self, standing: Sequence[Finding], silenced: Sequence[Finding]) -> None:
        first = standing[:AT_FIRST]
        near = sum(1 for one in first if self._context.findings.is_near(one))
        self.summary.setText(self._summary(near, len(first)))
        hidden = len(standing) - len(first) + len(silenced)
        self.more.setVisible(hidden > 0)
        count = ngettext("{number} more", "{number} more", hidden).format(number=format_number(hidden))
        self.more.setText(_("Fewer") if self._whole and self._is_open() else count)
        named(self.more, _("Plan checks: {text}").format(text=self.more.text()))

    def _summary(self, near: int, first: int) -> str:
        ahead = self._context.findings.near
        if not first:
            return _("nothing found") if self._context.findings.ready else ""
        if ahead == "meeting":
            text = ngettext("{number} for the next meeting", "{number} for the next meeting", near)
        elif ahead == "decision":
            text = ngettext("{number} for the next decision", "{number} for the next decision", near)
        else:
            near = first
            text = ngettext("{number} to look at first", "{number} to look at first", near)
        return text.format(number=format_number(near))

    def _fill(self, shown: tuple[Finding, ...]) -> None:
        """Make the rows anew. The one in which a reason is being written stays as it is."""
        focus = QApplication.focusWidget()
        within = [row.finding.value for row in self.rows if focus is not None and row.isAncestorOf(focus)]
        kept = {row.finding: row for row in self.rows if row.is_being_silenced}
        for row in self.rows:
            self._column.removeWidget(row)
            if kept.get(row.finding) is not row or row.finding not in shown:
                row.hide()
                row.deleteLater()
        self.rows = [kept.get(one) or self._row(one) for one in shown]
        for row in self.rows:
            self._column.addWidget(row)
            if row.finding.value in within and not row.is_being_silenced:
                row.link.setFocus()
        self._filled = (shown, self._whole)
        self._scroll.grow(self._theme.scale, whole=self._whole)

    def _row(self, finding: Finding) -> FindingRow:
        row = FindingRow(
            finding,
            self._theme,
            editable=self._context.gateway.can_edit,
            reachable=finding.kind in self._reachable,
            whole=self._whole,
        )
        row.gone_to.connect(self._context.navigate)
        row.mended.connect(partial(self._on_mended, finding))
        row.silenced.connect(self._on_silenced)
        row.brought_back.connect(self._on_brought_back)
        return row

    def _on_mended(self, finding: Finding, _value: str) -> None:
        from hdplanner.services import checks
        from hdplanner.services.values import today_here

        self._context.gateway.run(
            "check.fix",
            checks.apply_fix,
            about={},
            campaign_id=self._context.gateway.campaign_id,
            fix=finding.fix,
            keys=finding.fix_keys,
            today=today_here(),
        )

    def _on_silenced(self, value: str, reason: str) -> None:
        from hdplanner.services import checks
        from hdplanner.services.values import today_here

        self._context.gateway.run(
            "check.silence",
            checks.silence,
            about={},
            campaign_id=self._context.gateway.campaign_id,
            value=value,
            reason=reason,
            by=self._context.settings.author_name(),
            on=today_here(),
        )

    def _on_brought_back(self, value: str) -> None:
        from hdplanner.services import checks

        self._context.gateway.run(
            "check.unsilence",
            checks.unsilence,
            about={},
            campaign_id=self._context.gateway.campaign_id,
            value=value,
        )

    def _on_opened(self) -> None:
        self._whole = False
        self._fill(())
        self.refresh()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._theme = theme
        self._show_chevron()
        shown = self._filled[0]
        self._fill(())
        self._fill(shown)

    def _show_chevron(self) -> None:
        name = "chevron-down" if self._is_open() else "chevron-right"
        if not self._is_open() and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            name = "chevron-left"
        side = self._theme.pixels("icon")
        self.heading.setIcon(icon(name, self._theme, "muted"))
        self.heading.setIconSize(QSize(side, side))


class _Grown(QScrollArea):
    """As high as what it holds, up to a height; from there it scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._highest, self._least, self._line = _HIGHEST, _LEAST, _LINE
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        self._content = content
        content.setAutoFillBackground(False)

    def grow(self, scale: float, *, whole: bool) -> None:
        """Take the height that the content has now; a ``whole`` list keeps more room."""
        self._highest = round(_HIGHEST * scale)
        self._least = round((_LEAST_WHOLE if whole else _LEAST) * scale)
        self._line = round(_LINE * scale)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        layout = self._content.layout()
        width = self.viewport().width()
        high = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        highest = min(self._highest, max(self._line, self.window().height() // _SHARE))
        return QSize(200, min(highest, max(high, self._content.minimumSizeHint().height())))

    def minimumSizeHint(self) -> QSize:
        """Room for the first three where the window is high enough, else for one."""
        low = self.window().height() * _LINE < _LOW * self._line
        least = self._line if low else self._least
        return QSize(120, min(self.sizeHint().height(), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
