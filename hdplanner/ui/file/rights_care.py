"""The fields about the care for persons' data, for one or several at once. What is committed goes to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.domain.values import NoticeStatus
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ChoiceField, DateField, FlagField, LineField, stacked
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.retention import PersonRow

_WIDE = 280


class CarePanel(QWidget):
    """Says `committed` with the field's name and its value. A field in which several differ is shown empty."""

    committed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = label("", "lead", wrap=True)
        self.fields: dict[str, Any] = {
            "data_source": LineField(_("Where the data is from")),
            "notice": ChoiceField(_("Informed"), choices_of(NoticeStatus)),
            "notice_why": LineField(_("Why not informed")),
            "objected": FlagField(_("Has objected")),
            "restricted": FlagField(_("Restricted: kept, not used")),
            "review_on": DateField(_("Look at again by"), theme),
            "retain_until": DateField(_("Keep until"), theme),
        }
        titles: dict[str, str] = {
            "data_source": _("Where the data is from"),
            "notice": _("Informed"),
            "notice_why": _("Why not informed"),
            "review_on": _("Look at again by"),
            "retain_until": _("Keep until"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.who)
        for name, field in self.fields.items():
            field.committed.connect(self._teller(name))
            column.addWidget(stacked(titles[name], field) if name in titles else field)
        column.addStretch(1)
        self.setFixedWidth(round(_WIDE * theme.scale))

    def show_rows(self, rows: Sequence[PersonRow], *, editable: bool) -> None:
        """Show what one person's record says, or what those of several have in common."""
        self.setEnabled(bool(rows) and editable)
        many = ngettext("{count} person", "{count} persons", len(rows)).format(count=format_number(len(rows)))
        self.who.setText(rows[0].name if len(rows) == 1 else many if rows else _("Nobody is selected"))
        direct(self.who, self.who.text())
        for name, field in self.fields.items():
            values = {getattr(row, name) for row in rows}
            same = values.pop() if len(values) == 1 else None
            empty: object = (
                "" if isinstance(field, LineField) else False if isinstance(field, FlagField) else None
            )
            field.show_value(empty if same is None else same)

    def _teller(self, name: str) -> Callable[[object], None]:
        return lambda value: self.committed.emit(name, value)
