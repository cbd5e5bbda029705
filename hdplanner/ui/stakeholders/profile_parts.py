"""The sections of the inspector: what each holds, and the few words that its closed line says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.contacts_panel import ContactsPanel, HoldersPanel
from hdplanner.ui.stakeholders.fact_panel import (
    FactPanel,
    care_facts,
    identity_facts,
    note_facts,
    protocol_facts,
)
from hdplanner.ui.stakeholders.history_panel import HistoryPanel
from hdplanner.ui.stakeholders.motives_panel import MotivesPanel
from hdplanner.ui.stakeholders.names_panel import NamesPanel
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits
from hdplanner.ui.stakeholders.record_panel import EngagementPanel, PromisesPanel
from hdplanner.ui.stakeholders.routes_panel import RoutesPanel
from hdplanner.ui.stakeholders.section import Part, SectionBody
from hdplanner.ui.stakeholders.tags_panel import TagsPanel
from hdplanner.ui.stakeholders.ties_panel import TiesPanel

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class Group(QWidget):
    """Several contents of one section, one below the other. The first is where one begins."""

    def __init__(self, *bodies: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bodies = bodies
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for body in bodies:
            column.addWidget(body)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show a stakeholder in each."""
        for body in self._contents():
            body.show_profile(profile, editable)

    def begin(self) -> None:
        """Begin with the first."""
        self._contents()[0].begin()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for body in self._contents():
            body.wear(theme)

    def _contents(self) -> tuple[SectionBody, ...]:
        return self.bodies  # type: ignore[return-value]  # each is a widget and a body


class TagsBody(TagsPanel):
    """Tags as the content of a section."""

    def begin(self) -> None:
        """A tag begins with its name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def profile_parts(edits: ProfileEdits, theme: Theme) -> tuple[Part, ...]:
    """The sections from the top down: what one asks first stands first, and is open at first."""
    return (*_judged(edits, theme), *_known(edits, theme))


def _judged(edits: ProfileEdits, theme: Theme) -> tuple[Part, ...]:
    """What the plan makes of them."""
    return (
        Part(
            "history", _("Over time"), lambda: HistoryPanel(edits, theme), _times, opened=True, addable=False
        ),
        Part("routes", _("Who reaches them"), lambda: RoutesPanel(edits, theme), _nothing, True, keeps=True),
        Part(
            "promises",
            _("Promises"),
            lambda: PromisesPanel(edits),
            lambda profile: _promises(profile, edits),
            opened=True,
            addable=False,
        ),
        Part(
            "engagements",
            _("Engagements, messages"),
            EngagementPanel,
            lambda p: _count(len(p.engagements) + len(p.messages) + len(p.arguments)),
            addable=False,
        ),
        Part(
            "motives",
            _("Why they stand there"),
            lambda: MotivesPanel(edits, theme),
            lambda p: _count(len(p.motives) + bool(p.reasoning) + bool(p.interests)),
            personal=True,
        ),
        Part(
            "ties",
            _("Ties, coalitions"),
            lambda: TiesPanel(edits, theme),
            lambda p: _count(len(p.ties) + len(p.coalitions)),
        ),
    )


def _known(edits: ProfileEdits, theme: Theme) -> tuple[Part, ...]:
    """What the office knows of them."""
    base = edits.base

    def who() -> QWidget:
        return Group(FactPanel(identity_facts(), base), TagsBody(edits, theme))

    def protocol() -> QWidget:
        facts = FactPanel(protocol_facts(), base)
        return Group(facts, HoldersPanel(edits, theme), ContactsPanel(edits, theme))

    return (
        Part("who", _("Who they are"), who, _nothing, keeps=True),
        Part("names", _("Other names"), lambda: NamesPanel(base, theme), lambda p: _count(len(p.names))),
        Part("protocol", _("Protocol, contacts"), protocol, _nothing, personal=True, keeps=True),
        Part(
            "notes",
            _("Red lines, notes"),
            lambda: FactPanel(note_facts(), base),
            lambda p: _count(bool(p.sensitivities) + bool(p.note)),
            personal=True,
        ),
        Part("care", _("Care, data"), lambda: FactPanel(care_facts(theme), base), _care, keeps=True),
    )


def _nothing(_profile: ProfileRow) -> str:
    return ""


def _count(number: int) -> str:
    return str(number) if number else ""


def _times(profile: ProfileRow) -> str:
    count = len(profile.assessments)
    return ngettext("{count} time", "{count} times", count).format(count=count) if count else ""


def _promises(profile: ProfileRow, edits: ProfileEdits) -> str:
    today = edits.base.today()
    late = sum(one.is_overdue(today) for one in profile.commitments)
    if late:
        return _("{count} overdue").format(count=late)
    return _count(len(profile.commitments))


def _care(profile: ProfileRow) -> str:
    if profile.objected:
        return _("has objected")
    return _("restricted") if profile.restricted else ""
