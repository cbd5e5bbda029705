"""Facts about a stakeholder that fold away: who it is, its names, protocol, notes, and care."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.values import ActorType, Level, NormFamiliarity, Sensitivity, StakeholderKind
from hdplanner.i18n import _
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, FlagField, LineField, ProseField, WrapField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.models import choices_of

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class Fold(QWidget):
    """A heading that opens and closes what is below it."""

    def __init__(
        self, title: str, theme: Theme, *, opened: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = with_look(QToolButton(), "fold")
        self.heading.setText(title)
        self.heading.setCheckable(True)
        self.heading.setChecked(opened)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.toggled.connect(self._on_toggled)
        self.content = QVBoxLayout()
        self.content.setSpacing(8)
        self._inner = QWidget()
        self._inner.setLayout(self.content)
        self.content.setContentsMargins(0, 4, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._inner)
        self._on_toggled(opened)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._on_toggled(self.heading.isChecked())

    def _on_toggled(self, opened: bool) -> None:
        self._inner.setVisible(opened)
        self.heading.setIcon(icon("chevron-down" if opened else "chevron-right", self._theme, "muted"))


@dataclass(frozen=True)
class Fact:
    """One field: the column it changes, how it is made, and where its value stands in a profile.

    `of` is "fact" for what the office knows, "work" for what one plan records.
    """

    name: str
    title: str
    make: Callable[[str], Any]
    read: Callable[[ProfileRow], object]
    of: str = "fact"


class FactPanel(QWidget):
    """A grid of facts. A field that is left commits its own column, and nothing else."""

    def __init__(self, facts: Sequence[Fact], edits: StakeholderEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._id = ""
        self._grid = FactGrid()
        self.fields: dict[str, Any] = {}
        self._facts = tuple(facts)
        for fact in facts:
            field = fact.make(fact.title)
            self.fields[fact.name] = field
            if isinstance(field, FlagField):
                self._grid.add_wide(field)
            else:
                self._grid.add(fact.title, field)
            field.committed.connect(partial(self._on_committed, fact))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the values of a stakeholder."""
        self._id = profile.row.id
        self.setEnabled(editable)
        for fact in self._facts:
            self.fields[fact.name].show_value(fact.read(profile))

    def _on_committed(self, fact: Fact, value: object) -> None:
        if not self._id:
            return
        if fact.of == "work":
            self._edits.work(self._id, **{fact.name: value})
        elif fact.name == "parent":
            self._edits.part_of(self._id, str(value))
        elif fact.name == "languages":
            self._edits.languages(self._id, str(value).replace(",", " ").split())
        else:
            self._edits.fact([self._id], **{fact.name: value})


def identity_facts() -> list[Fact]:
    """Who and what it is."""
    return [
        Fact("kind", _("Kind"), partial(_choice, StakeholderKind, None), lambda p: p.row.kind),
        Fact("actor_type", _("Type"), partial(_choice, ActorType, _("Not said")), lambda p: p.row.actor_type),
        Fact("level", _("Level"), partial(_choice, Level, _("Not said")), lambda p: p.row.level),
        Fact("parent", _("Part of"), WrapField, lambda p: p.row.parent),
        Fact("short_name", _("Short name"), LineField, lambda p: p.row.short_name),
        Fact("code_name", _("Code name"), LineField, lambda p: p.row.code_name),
        Fact("country", _("Country"), LineField, lambda p: p.row.country),
        Fact("mandate", _("Mandate"), ProseField, lambda p: p.mandate),
        Fact("description", _("Description"), ProseField, lambda p: p.description),
    ]


def protocol_facts() -> list[Fact]:
    """How to meet them."""
    return [
        Fact("title", _("Title"), WrapField, lambda p: p.title),
        Fact("form_of_address", _("Address as"), WrapField, lambda p: p.form_of_address),
        Fact("pronunciation", _("Say the name"), WrapField, lambda p: p.pronunciation),
        Fact("precedence", _("Precedence"), WrapField, lambda p: p.precedence),
        Fact("languages", _("Languages"), LineField, lambda p: ", ".join(p.languages)),
        Fact(
            "familiarity",
            _("Knows the norm"),
            partial(_choice, NormFamiliarity, _("Not said")),
            lambda p: p.familiarity,
        ),
    ]


def note_facts() -> list[Fact]:
    """What we think moves them, and what to mind."""
    return [
        Fact(
            "reasoning",
            _("Reasoning"),
            partial(_prose, _("Why they say what they say")),
            lambda p: p.reasoning,
            "work",
        ),
        Fact(
            "interests", _("Interests"), partial(_prose, _("What they need")), lambda p: p.interests, "work"
        ),
        Fact(
            "sensitivities",
            _("Sensitivities"),
            partial(_prose, _("What not to touch")),
            lambda p: p.sensitivities,
        ),
        Fact("note", _("Notes"), ProseField, lambda p: p.note),
    ]


def care_facts() -> list[Fact]:
    """Who must not be approached or exposed, and how far the record may travel."""
    return [
        Fact("do_not_approach", _("Do not approach"), FlagField, lambda p: p.row.do_not_approach),
        Fact("do_not_approach_why", _("Why not"), ProseField, lambda p: p.do_not_approach_why),
        Fact("at_risk", _("At risk"), FlagField, lambda p: p.row.at_risk),
        Fact(
            "sensitivity",
            _("Marking"),
            partial(_choice, Sensitivity, _("As the plan")),
            lambda p: p.row.sensitivity,
        ),
    ]


def _choice(kind: Any, empty: str | None, title: str) -> ChoiceField:
    return ChoiceField(title, choices_of(kind, empty=empty))


def _prose(hint: str, title: str) -> ProseField:
    return ProseField(title, hint)
