"""A new passphrase for a file: how well it holds, six words to take instead, written twice, and no reset."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from hdplanner.domain.rules_passphrase import Strength, suggestion
from hdplanner.i18n import _, active_language
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.form import stacked
from hdplanner.ui.common.pieces import button, frame, label, named, set_margins
from hdplanner.ui.common.secret_fields import emptied, secret_field, show_letters
from hdplanner.ui.common.strength_watch import StrengthWatch


class NewPassphrase(QWidget):
    """`attempt` hands the passphrase on once nothing speaks against it; a weak one needs a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: Callable[[], Sequence[str]] = tuple
        self._then: Callable[[str], object] | None = None
        self._suggested = ""
        self.watch = StrengthWatch(self)
        self.first, self.second = secret_field(_("New passphrase")), secret_field(_("The same again"))
        self.letters = show_letters(self.first, self.second)
        self.bar = named(QProgressBar(), _("Strength of the passphrase"))
        self.bar.setRange(0, len(Strength))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.verdict = label("", "small", wrap=True)
        self.words = label("", "lead", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offer = button(_("Suggest six words"), self.suggest, "link")
        self.wrong = label("", "danger", wrap=True)
        self.all_the_same = QCheckBox(_("Use this weak passphrase all the same"))
        self._suggestion = self._make_suggestion()
        self._lay_out()
        self.first.textChanged.connect(self._on_first)
        self.second.textChanged.connect(self._on_second)
        self.watch.judged.connect(self._on_judged)
        self._show_strength()

    def set_about(self, about: Callable[[], Sequence[str]]) -> None:
        """Say where the names come from that an attacker tries first."""
        self._about = about

    def attempt(self, then: Callable[[str], object]) -> None:
        """Hand the passphrase to `then`, at once or when it has been judged; or say what is to be mended."""
        problem = self._problem()
        self._say(problem)
        if problem:
            return
        if self.watch.found is None:
            self._then = then
        elif self.watch.found is Strength.WEAK and not self.all_the_same.isChecked():
            self._warn()
        else:
            then(self.first.text())

    def suggest(self) -> None:
        """Show six words by chance, other ones at every call."""
        self._suggested = suggestion(active_language())
        self.words.setText(in_own_direction(self._suggested))
        self._suggestion.show()
        self.offer.hide()

    def use_suggestion(self) -> None:
        """Write the words into the first field, to be seen; the person writes them again in the second."""
        self.first.setText(self._suggested)
        self.letters.setChecked(True)
        self.second.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was written."""
        emptied(self.first, self.second)
        self.watch.forget()
        self._suggested, self._then = "", None
        self.words.clear()

    def _problem(self) -> str:
        if not self.first.text():
            return _("Write a passphrase.")
        if self.first.text() != self.second.text():
            return _("The two passphrases differ. Write them again.")
        return ""

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.all_the_same.hide()

    def _warn(self) -> None:
        self._say(
            _(
                "This passphrase is weak. Somebody who has a copy of the file and many computers finds it within "
                "hours, and then reads everything in it. A few words more make it strong."
            )
        )
        self.all_the_same.show()

    def _on_first(self, text: str) -> None:
        self._then = None
        self.all_the_same.setChecked(False)
        self._say("")
        if not text:
            self.watch.forget()
        elif text == self._suggested:
            self.watch.set_found(Strength.STRONG)
        else:
            self.watch.ask(text, self._about())
        self._show_strength()

    def _on_second(self) -> None:
        self._then = None
        if self.all_the_same.isHidden():
            self._say("")

    def _on_judged(self) -> None:
        self._show_strength()
        then, self._then = self._then, None
        if then is not None:
            self.attempt(then)

    def _show_strength(self) -> None:
        found = self.watch.found
        self.bar.setValue(found or 0)
        self.verdict.setText(
            _verdict(found) if found else _("Long is better than odd: take five words or more.")
        )

    def _make_suggestion(self) -> QFrame:
        row = QHBoxLayout()
        row.addWidget(button(_("Use these words"), self.use_suggestion))
        row.addWidget(button(_("Other words"), self.suggest, "quiet"))
        row.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(row)
        made = frame("sunken", column)
        made.hide()
        return made

    def _lay_out(self) -> None:
        strength = QHBoxLayout()
        strength.setSpacing(10)
        strength.addWidget(self.bar)
        strength.addWidget(self.verdict, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.letters)
        foot.addStretch(1)
        foot.addWidget(self.offer)
        column = QVBoxLayout(self)
        set_margins(column, 0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(stacked(_("New passphrase"), self.first))
        column.addLayout(strength)
        column.addWidget(self._suggestion)
        column.addWidget(stacked(_("The same again"), self.second))
        column.addLayout(foot)
        warning = _(
            "There is no reset. Without the passphrase or its recovery sheet nobody can open the file, "
            "and neither can we."
        )
        column.addWidget(label(warning, "warning", wrap=True))
        column.addWidget(self.wrong)
        column.addWidget(self.all_the_same)
        self.wrong.hide()
        self.all_the_same.hide()


def _verdict(found: Strength) -> str:
    return {
        Strength.WEAK: _("Weak: found within hours by somebody with many computers."),
        Strength.FAIR: _("Fair: found within months by somebody with many computers."),
        Strength.GOOD: _("Good: it takes years to find."),
        Strength.STRONG: _("Strong: it takes centuries to find."),
    }[found]
