"""The dialogs that encrypt a file, give it another passphrase, or make it plain again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.new_passphrase import NewPassphrase
from hdplanner.ui.common.pieces import label, named, set_margins
from hdplanner.ui.common.secret_fields import emptied, secret_field, show_letters
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.protection_dialog import ProtectionDialog

if TYPE_CHECKING:
    from hdplanner.storage.keys import RecoveredKey
    from hdplanner.storage.protection import WithVersions

Names = Callable[[], Sequence[str]]
_BETWEEN = 8
"""Air between two groups, beside that between two lines."""


class EncryptDialog(ProtectionDialog):
    """A plain file gets a passphrase."""

    def __init__(self, context: AppContext, name: str, about: Names, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Encrypt {file}").format(file=name), _("Encrypt"), parent)
        said = _(
            "From then on the file opens with the passphrase only, on any computer. Its versions are encrypted too. "
            "Copies that you made or sent before stay as they are."
        )
        self.inside.addWidget(label(said, wrap=True))
        self.inside.addSpacing(_BETWEEN)
        self.secrets = NewPassphrase()
        self.secrets.set_about(about)
        self.inside.addWidget(self.secrets)

    def attempt(self) -> None:
        """Encrypt, if nothing speaks against the passphrase."""
        self.secrets.attempt(self._encrypt)

    def enter(self) -> None:
        """Begin with the passphrase."""
        self.secrets.first.setFocus()

    def forget(self) -> None:
        """Keep nothing of it."""
        self.secrets.forget()

    def _encrypt(self, passphrase: str) -> None:
        from hdplanner.storage.protection import Change

        self.protect(Change(None, passphrase))


class ChangeDialog(ProtectionDialog):
    """Asks for the passphrase of today again: somebody else may sit at an open window.

    Who has just opened the file with its recovery sheet has shown enough: `recovered`.
    """

    def __init__(
        self,
        context: AppContext,
        name: str,
        about: Names,
        recovered: RecoveredKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context, _("Passphrase of {file}").format(file=name), _("Change the passphrase"), parent
        )
        self._recovered = recovered
        self.old = secret_field(_("Passphrase as it is now"))
        self._letters = show_letters(self.old)
        self.secrets = NewPassphrase()
        self.secrets.set_about(about)
        said = _("The recovery sheet of the old passphrase is void afterwards: make a new one.")
        if recovered is not None:
            said = _("The words opened the file. Give it a new passphrase now; the sheet is void afterwards.")
        self.inside.addWidget(label(said, wrap=True))
        self.inside.addSpacing(_BETWEEN)
        if recovered is None:
            self.inside.addWidget(stacked(_("Passphrase as it is now"), self.old))
            self.inside.addWidget(self._letters)
        self.inside.addSpacing(_BETWEEN)
        self.inside.addWidget(self.secrets)

    def attempt(self) -> None:
        """Change it, if nothing speaks against the new one."""
        if self._recovered is None and not self.old.text():
            self.say(_("Write the passphrase as it is now."))
            self.old.setFocus()
            return
        self.say("")
        self.secrets.attempt(self._change)

    def enter(self) -> None:
        """Begin with the passphrase of now, where it is asked for."""
        first = self.old if self._recovered is None else self.secrets.first
        first.setFocus()
        first.selectAll()

    def forget(self) -> None:
        """Keep nothing of both."""
        emptied(self.old)
        self.secrets.forget()
        if self._recovered is not None:
            self._recovered.wipe()

    def _change(self, passphrase: str) -> None:
        from hdplanner.storage.protection import Change

        self.protect(Change(self._recovered or self.old.text(), passphrase))


class RemoveDialog(ProtectionDialog):
    """The file becomes plain; its versions follow, stay encrypted or go, as the person says."""

    def __init__(self, context: AppContext, name: str, versions: int, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            _("Remove the encryption of {file}").format(file=name),
            _("Remove the encryption"),
            parent,
        )
        said = _(
            "Whoever gets hold of the file can read all of it then: names, judgements, contacts. "
            "This can endanger people. The recovery sheet is void afterwards."
        )
        self.inside.addWidget(label(said, "warning", wrap=True))
        self.inside.addSpacing(_BETWEEN)
        self.old = secret_field(_("Passphrase"))
        self.inside.addWidget(stacked(_("Passphrase"), self.old))
        self.inside.addWidget(show_letters(self.old))
        self.along = QRadioButton(_("Decrypt them too"))
        self.keep = QRadioButton(_("Leave them encrypted, with the passphrase of now"))
        self.delete = QRadioButton(_("Delete them"))
        self.along.setChecked(True)
        if versions:
            self.inside.addWidget(self._choice(versions))

    def attempt(self) -> None:
        """Make the file plain."""
        from hdplanner.storage.protection import Change

        if not self.old.text():
            self.say(_("Write the passphrase as it is now."))
            self.old.setFocus()
            return
        self.protect(Change(self.old.text(), None, self.chosen()))

    def chosen(self) -> WithVersions:
        """What becomes of the versions."""
        from hdplanner.storage.protection import WithVersions

        if self.keep.isChecked():
            return WithVersions.KEEP
        return WithVersions.DELETE if self.delete.isChecked() else WithVersions.ALONG

    def enter(self) -> None:
        """Begin with the passphrase."""
        self.old.setFocus()
        self.old.selectAll()

    def forget(self) -> None:
        """Keep nothing of it."""
        emptied(self.old)

    def _choice(self, versions: int) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        set_margins(column, 0, 8, 0, 0)
        column.setSpacing(6)
        title = ngettext(
            "The file has {count} version, which is encrypted as well.",
            "The file has {count} versions, which are encrypted as well.",
            versions,
        ).format(count=format_number(versions))
        column.addWidget(label(title, wrap=True))
        self._group = QButtonGroup(made)
        for choice in (self.along, self.keep, self.delete):
            named(choice, choice.text())
            self._group.addButton(choice)
            column.addWidget(choice)
        return made
