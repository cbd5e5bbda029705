"""How a plan is closed: deleted, kept under code names, or archived; with what each would do. Does none of it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.pieces import button, label, set_margins
from hdplanner.ui.common.sheet import sheet

if TYPE_CHECKING:
    from hdplanner.services.closure import How, Scope

_WIDE = 560


class ClosureDialog(QDialog):
    """Archiving is what is chosen first, since it alone can be undone."""

    def __init__(self, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from hdplanner.domain.labels import label as words_of
        from hdplanner.services.closure import How

        self.setWindowTitle(_("Close the plan"))
        self._group = QButtonGroup(self)
        self.known = QCheckBox(_("I know that nothing brings this back"))
        self.act = button(_("Close the plan"), self.accept, "primary")
        self.choices: dict[How, QRadioButton] = {}
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = sheet(self, foot, _WIDE, 6)
        column.addWidget(label(_("What becomes of this plan?"), "lead"))
        column.addSpacing(6)
        for how in (How.ARCHIVE, How.PSEUDONYMISE, How.DELETE):
            choice = QRadioButton(words_of(how))
            self._group.addButton(choice)
            choice.toggled.connect(lambda _on: self._enable())
            self.choices[how] = choice
            column.addWidget(choice)
            column.addWidget(_indented(_consequence(how, scope)))
        self.known.toggled.connect(lambda _on: self._enable())
        column.addWidget(self.known)
        self.choices[How.ARCHIVE].setChecked(True)

    def how(self) -> How:
        """What was chosen."""
        return next(how for how, choice in self.choices.items() if choice.isChecked())

    def _enable(self) -> None:
        from hdplanner.services.closure import How

        chosen = [how for how, choice in self.choices.items() if choice.isChecked()]
        for_good = bool(chosen) and chosen[0] is not How.ARCHIVE
        self.known.setEnabled(for_good)
        self.act.setEnabled(bool(chosen) and (self.known.isChecked() or not for_good))


def _indented(text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    set_margins(column, 26, 0, 0, 6)
    column.addWidget(label(text, "small", wrap=True))
    return made


def _consequence(how: How, scope: Scope) -> str:
    from hdplanner.services.closure import How

    if how is How.ARCHIVE:
        return _("Nothing is deleted. The plan is marked as closed; this can be undone.")
    if how is How.PSEUDONYMISE:
        said = ngettext(
            "{count} person of this plan alone loses the name everywhere, in the history and in all versions.",
            "{count} persons of this plan alone lose their names everywhere, in the history and in all versions.",
            scope.persons,
        )
        return said.format(count=format_number(scope.persons))
    rows = sum(scope.rows.values())
    said = ngettext(
        "{count} record goes, from the history and all versions as well.",
        "{count} records go, from the history and all versions as well.",
        rows,
    ).format(count=format_number(rows))
    stays = ngettext(
        "{count} stakeholder of other plans stays.",
        "{count} stakeholders of other plans stay.",
        scope.shared,
    ).format(count=format_number(scope.shared))
    return f"{said} {stays}" if scope.shared else said
