"""Parts of the side of the variants: for whom and in which language a new one is, and the message itself to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.direction import direct, in_own_direction
from hdplanner.ui.common.pieces import button, empty, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout

if TYPE_CHECKING:
    from hdplanner.services.message_around import AudienceRow
    from hdplanner.services.message_house import House


class NewVariantCard(QFrame):
    """For whom, in which language, Add. A name that the plan has is that stakeholder or coalition; else it is words."""

    added = Signal(object, str)
    """The audience as fields of a variant, and the language as it was written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._audiences: dict[str, AudienceRow] = {}
        self._names, self._languages = QStringListModel(self), QStringListModel(self)
        hint = _("A stakeholder, a coalition, or words such as a quadrant")
        self.audience = _completed(_("For whom"), hint, self._names)
        self.language = _completed(_("Language"), _("Language"), self._languages)
        self.audience.editingFinished.connect(self._on_audience)
        self.language.returnPressed.connect(self._on_add)
        row = WrapLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(label(_("New variant for"), "heading"))
        row.addWidget(self.audience)
        row.addWidget(self.language)
        row.addWidget(button(_("Add"), self._on_add, "primary"))
        row.addWidget(button(_("Cancel"), self.hide))
        self.wear(theme)
        self.hide()

    def start(self, audiences: list[AudienceRow]) -> None:
        """Open empty."""
        from hdplanner.services.languages import language_choices

        self._audiences = {row.name.casefold(): row for row in audiences}
        self._names.setStringList([row.name for row in audiences])
        if not self._languages.stringList():
            self._languages.setStringList([_said(name, tag) for tag, name in language_choices()])
        self.audience.clear()
        self.language.clear()
        self.show()
        self.audience.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self.audience.setMinimumWidth(round(230 * theme.scale))
        self.language.setMinimumWidth(round(130 * theme.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _found(self) -> AudienceRow | None:
        return self._audiences.get(self.audience.text().strip().casefold())

    def _on_audience(self) -> None:
        """A stakeholder's own language is proposed."""
        from hdplanner.services.languages import language_name

        found = self._found()
        if found is not None and found.languages and not self.language.text():
            tag = found.languages[0]
            self.language.setText(_said(language_name(tag), tag))

    def _on_add(self) -> None:
        self._on_audience()
        name, found = self.audience.text().strip(), self._found()
        if not self.language.text().strip():
            self.language.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if found is None:
            fields: dict[str, str] = {"audience": name}
        else:
            fields = {"coalition_id" if found.coalition else "stakeholder_id": found.id}
        self.added.emit(fields, self.language.text().strip())


class MasterView(QWidget):
    """The message itself, beside the variant that follows it. Reads only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_house(self, house: House) -> None:
        """Show core line and pillars."""
        empty(self._column)
        self._put(house.row.core_line or _("No core line yet"), "lead")
        for number, row in enumerate(house.supports, start=1):
            text = _("{number}. {text}").format(number=format_number(number), text=row.text)
            self._put(text, "")
        self._column.addStretch(1)

    def _put(self, text: str, look: str) -> None:
        line = label(in_own_direction(text), look, wrap=True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        direct(line, text)
        line.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(line)


def _completed(name: str, hint: str, model: QStringListModel) -> QLineEdit:
    made = named(QLineEdit(), name)
    made.setPlaceholderText(hint)
    completer = QCompleter(model, made)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCompleter(completer)
    made.textChanged.connect(lambda text: direct(made, text))
    return made


def _said(name: str, tag: str) -> str:
    return _("{language} ({tag})").format(language=name, tag=tag)
