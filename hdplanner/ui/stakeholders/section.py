"""A part of the inspector that folds away: one quiet line while it is closed or empty, its content made when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon, pixmap
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class SectionBody(Protocol):
    """The content of a section: a widget that shows a profile, and takes the focus where one begins to add."""

    def show_profile(self, profile: ProfileRow, editable: bool) -> None: ...

    def begin(self) -> None: ...

    def wear(self, theme: Theme) -> None: ...


@dataclass(frozen=True)
class Part:
    """What a section is: its key in the settings, its title, its content, and what its closed line says.

    ``told`` gives the few words at the end of the line; empty words mean that there is nothing in it.
    """

    key: str
    title: str
    make: Callable[[], QWidget]
    told: Callable[[ProfileRow], str]
    opened: bool = False
    addable: bool = True
    personal: bool = False
    keeps: bool = False
    """Whether the section always has something in it, such as fields, and is never offered as empty."""


class Section(QWidget):
    """A heading that opens and closes what is below it."""

    toggled = Signal(str, bool)
    """The person opened or closed it: the key, and whether it is open."""

    def __init__(self, part: Part, theme: Theme, *, opened: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._theme = theme
        self._wanted = opened
        self._profile: ProfileRow | None = None
        self._editable = False
        self._body: QWidget | None = None
        self.heading = with_look(QToolButton(), "fold")
        self.heading.setText(part.title)
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setMinimumWidth(72)  # a long title gives way before the page grows wider than its panel
        self.heading.clicked.connect(self._on_clicked)
        self._personal = QLabel()
        self._personal.setToolTip(_("Personal. Write as if the person will read it."))
        named(self._personal, _("Personal"))
        self._told = label("", "small")
        self._told.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.add = button(_("Add"), self.begin, "link")
        named(self.add, _("{section}: add").format(section=part.title))
        self._lay_out()
        self.wear(theme)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self.heading.isChecked()

    @property
    def body(self) -> QWidget:
        """The content; made now where nobody has opened the section yet."""
        if self._body is None:
            self._body = self.part.make()
            self._column.addWidget(self._body)
            self._body.setVisible(self.is_open)
            self._fill()
        return self._body

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show a stakeholder. What is open stays so while it is the same one: nothing jumps."""
        other = self._profile is None or self._profile.row.id != profile.row.id
        self._profile, self._editable = profile, editable
        told = self.part.told(profile)
        empty = not told and not self.part.keeps
        if other:
            self._open(self._wanted and not empty)
        self._told.setText(told)
        self.add.setVisible(empty and self.part.addable and editable and not self.is_open)
        if empty and not self.part.addable:
            self._told.setText(_("none yet"))
        self._told.setVisible(bool(self._told.text()))
        self._show_personal()
        if self.is_open:
            self._fill()

    def begin(self) -> None:
        """Open it and go where one adds."""
        self._open(True)
        body: SectionBody = self.body  # type: ignore[assignment]  # what `make` gives is a body and a widget
        body.begin()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        side = theme.pixels("icon") - 2
        self._personal.setPixmap(pixmap("person", theme, side, self.devicePixelRatioF(), "muted"))
        self.heading.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))
        self._show_chevron()
        if self._body is not None:
            body: SectionBody = self._body  # type: ignore[assignment]  # as above
            body.wear(theme)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.heading)
        head.addWidget(self._personal)
        head.addStretch(1)
        head.addWidget(self._told)
        head.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)

    def _on_clicked(self, opened: bool) -> None:
        self._wanted = opened
        self._open(opened)
        self.toggled.emit(self.part.key, opened)

    def _open(self, opened: bool) -> None:
        was = self._body is not None and self.is_open
        self.heading.setChecked(opened)
        self._show_chevron()
        if opened:
            self.add.hide()
            self.body.show()
            if not was:
                self._fill()
        elif self._body is not None:
            self._body.hide()

    def _fill(self) -> None:
        if self._profile is not None and self._body is not None:
            body: SectionBody = self._body  # type: ignore[assignment]  # as above
            body.show_profile(self._profile, self._editable)

    def _show_personal(self) -> None:
        from hdplanner.domain.values import StakeholderKind

        kind = self._profile.row.kind if self._profile else None
        about_one = kind in (StakeholderKind.PERSON, StakeholderKind.POST)
        self._personal.setVisible(self.part.personal and about_one)

    def _show_chevron(self) -> None:
        name = "chevron-down" if self.is_open else "chevron-right"
        if not self.is_open and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            name = "chevron-left"
        self.heading.setIcon(icon(name, self._theme, "muted"))
