"""The start screen: a new plan, a file, the sample, or one of the last files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import at_end
from hdplanner.ui.common.icons import icon, pixmap
from hdplanner.ui.common.pieces import button, empty, hairline, label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme


class Choice(QPushButton):
    """A large button: icon, what it does, and one sentence about it."""

    def __init__(self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "choice")
        named(self, title, sentence)
        self._icon_name = icon_name
        self._mark = label()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, "lead"))
        words.addWidget(label(sentence, "muted", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        side = theme.pixels("icon_large") + 4
        self._mark.setPixmap(pixmap(self._icon_name, theme, side, self.devicePixelRatioF(), "accent"))


class Welcome(QWidget):
    """Says what the person chose; the shell does it."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(object)
    """A Path."""
    forget_wanted = Signal()

    def __init__(self, theme: Theme, *, sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices = self._make_choices(sample)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        page = QVBoxLayout()
        page.setSpacing(8)
        page.addStretch(2)
        page.addWidget(label(_("HD Planner"), "display"))
        purpose = _("Plan a humanitarian diplomacy campaign, and brief the people who carry it.")
        page.addWidget(label(purpose, "muted", wrap=True))
        page.addSpacing(20)
        for choice in self._choices:
            page.addWidget(choice)
        page.addSpacing(20)
        page.addLayout(self._recent)
        page.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        self._column = QWidget()
        self._column.setLayout(page)
        outer.addWidget(self._column, 6)
        outer.addStretch(1)
        self.wear(theme)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files that were opened last."""
        empty(self._recent)
        if not paths:
            return
        head = QHBoxLayout()
        head.addWidget(label(_("Recent files"), "heading"))
        head.addStretch(1)
        head.addWidget(button(_("Forget them"), self.forget_wanted.emit, "link"))
        self._recent.addLayout(head)
        self._recent.addWidget(hairline())
        for path in paths:
            self._recent.addWidget(self._recent_button(path))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._column.setMaximumWidth(round(760 * theme.scale))
        for choice in self._choices:
            choice.wear(theme)

    def enter(self) -> None:
        """Put the focus on the first choice."""
        self._choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_choices(self, sample: bool) -> list[Choice]:
        wanted: list[tuple[str, str, str, Callable[[], None]]] = [
            ("new", _("New plan"), _("Name it, and choose where it is kept."), self.new_wanted.emit),
            (
                "open",
                _("Open a file"),
                _("Go on with a plan that you or a colleague began."),
                self.open_wanted.emit,
            ),
        ]
        if sample:
            title = _("Open the sample")
            sentence = _("A disaster law for an invented country: complete, and yours to change.")
            wanted.append(("sample", title, sentence, self.sample_wanted.emit))
        made = []
        for name, title, sentence, act in wanted:
            choice = Choice(name, title, sentence)
            choice.clicked.connect(act)
            made.append(choice)
        return made

    def _recent_button(self, path: Path) -> QPushButton:
        made = button(path.stem, lambda: self.recent_chosen.emit(path), "recent")
        made.setIcon(icon("recent", self._theme, "muted"))
        made.setToolTip(str(path))
        named(made, _("Open {file}").format(file=path.name), str(path.parent))
        where = label(str(path.parent), "small")
        where.setAlignment(at_end())
        where.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(made)
        set_margins(row, 160, 0, 10, 0)
        row.addWidget(where)
        return made
