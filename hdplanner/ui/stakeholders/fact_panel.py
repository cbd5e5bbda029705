"""Grids of facts about a stakeholder: who it is, protocol, what to mind, and the care for its data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.domain.values import (
    ActorType,
    Level,
    NormFamiliarity,
    NoticeStatus,
    Sensitivity,
    StakeholderKind,
)
from hdplanner.i18n import _
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, FlagField, LineField, ProseField, WrapField
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.models import choices_of

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


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

    def begin(self) -> None:
        """The first field is where one begins."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""

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
        Fact("mandate", _("Mandate"), partial(_prose, ""), lambda p: p.mandate),
        Fact("description", _("Description"), partial(_prose, ""), lambda p: p.description),
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
    """What to mind in their presence."""
    return [
        Fact(
            "sensitivities",
            _("Red lines, sensitivities"),
            partial(_prose, _("What they will not accept, and what not to touch")),
            lambda p: p.sensitivities,
        ),
        Fact("note", _("Notes"), partial(_prose, ""), lambda p: p.note),
    ]


def care_facts(theme: Theme) -> list[Fact]:
    """Who must not be approached or exposed, where the record is from, and how far it may travel."""
    return [
        Fact("do_not_approach", _("Do not approach"), FlagField, lambda p: p.row.do_not_approach),
        Fact("do_not_approach_why", _("Why not"), partial(_prose, ""), lambda p: p.do_not_approach_why),
        Fact("at_risk", _("At risk"), FlagField, lambda p: p.row.at_risk),
        Fact(
            "sensitivity",
            _("Marking"),
            partial(_choice, Sensitivity, _("As the plan")),
            lambda p: p.row.sensitivity,
        ),
        Fact(
            "data_source",
            _("Where from"),
            lambda title: WrapField(title, _("Where the data is from")),
            lambda p: p.data_source,
        ),
        Fact("notice", _("Informed"), partial(_choice, NoticeStatus, None), lambda p: p.notice),
        Fact("notice_why", _("Why not informed"), partial(_prose, ""), lambda p: p.notice_why),
        Fact("objected", _("Has objected"), FlagField, lambda p: p.objected),
        Fact("restricted", _("Restricted use"), FlagField, lambda p: p.restricted),
        Fact(
            "review_on", _("Look at again by"), lambda title: DateField(title, theme), lambda p: p.review_on
        ),
        Fact(
            "retain_until", _("Keep until"), lambda title: DateField(title, theme), lambda p: p.retain_until
        ),
    ]


def _choice(kind: Any, empty: str | None, title: str) -> ChoiceField:
    return ChoiceField(title, choices_of(kind, empty=empty))


def _prose(hint: str, title: str) -> ProseField:
    return ProseField(title, hint, 1)
