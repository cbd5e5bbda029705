"""What stands below a form in the inspector: who of the Movement takes part, what contradicts, what is asked and planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Consultation
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.finding_marks import SIGNS
from hdplanner.ui.common.form import ChoiceField, ProseField
from hdplanner.ui.common.pieces import button, empty, icon_button, label
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.desk import Desk

_NAME = 38  # letters of a name that the inspector has room for


class Extra(QWidget):
    """A heading, lines, and something to add one with. Subclasses fill it for a record."""

    def __init__(self, desk: Desk, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.none = label(hint, "small", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(label(title, "heading"))
        self.column.addWidget(self.none)
        self.column.addLayout(self._lines)

    def show_row(self, row: Any) -> None:
        """Show what belongs to a record."""

    def show_lines(self, lines: Iterable[QWidget]) -> None:
        """Show other lines; the hint stands where there is none."""
        empty(self._lines)
        made = list(lines)
        for line in made:
            self._lines.addWidget(line)
        self.none.setVisible(not made and bool(self.none.text()))

    def line(self, text: str, small: str, go: Callable[[], object], *tools: QWidget) -> QWidget:
        """A line to go somewhere with, something small below it, and tools at its end."""
        made = QWidget()
        name = _link(text, go, "quiet-link")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeading)
        if small:
            below = label(small, "small", wrap=True)
            below.setContentsMargins(7, 0, 7, 0)
            words.addWidget(below)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addLayout(words, 1)
        for tool in tools:
            row.addWidget(tool)
        return made


class MovementExtra(Extra):
    """Who leads an objective, who was consulted or informed, when, and what was agreed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        hint = _(
            "Write down who leads and who was consulted before a foreign authority or embassy is approached."
        )
        super().__init__(desk, _("In the Movement"), hint, parent)
        self.add = button(_("Record who leads or was consulted"), self._on_add, "link")
        self.column.addWidget(self.add)
        self._objective_id = ""

    def show_row(self, row: Any) -> None:
        self._objective_id = row.id
        order = list(Consultation)
        rows = sorted(row.consultations, key=lambda one: order.index(one.how))
        self.show_lines(self._line(one) for one in rows)
        self.add.setVisible(self.desk.source.editable)

    def _line(self, row: Any) -> QWidget:
        title = _("{component}: {how}").format(
            component=words_for(row.component), how=words_for(row.how).lower()
        )
        small = "\n".join(
            one for one in (models.joined([models.day(row.held_on), row.by]), row.agreed_line) if one
        )
        return self.line(title, small, partial(self.desk.open, "movement_consultation", row.id))

    def _on_add(self) -> None:
        made = self.desk.edits.consult(self._objective_id)
        if made is not None:
            self.desk.open("movement_consultation", made)


class _Offering(Extra):
    """Lines of asks, and a choice that adds another one to them."""

    def __init__(self, desk: Desk, title: str, hint: str, verb: str) -> None:
        super().__init__(desk, title, hint)
        self._verb = verb
        self.offer = ChoiceField(verb, [(None, verb)])
        self.offer.committed.connect(self._on_offered)
        self.column.addWidget(self.offer)
        self._row: Any = None

    def show_row(self, row: Any) -> None:
        self._row = row
        asks = {ask.id: ask for ask in self.desk.source.asks()}
        held = [asks[key] for key in self.held(row) if key in asks]
        self.show_lines(self._line(ask) for ask in held)
        others = [ask for ask in asks.values() if ask not in held and ask.id != row.id]
        self.offer.set_choices([(None, self._verb), *((ask.id, _title(ask)) for ask in others)])
        self.offer.setCurrentIndex(0)
        self.offer.setVisible(bool(others) and self.desk.source.editable)

    def held(self, row: Any) -> Sequence[str]:
        """The ids of the asks that belong to a record."""
        raise NotImplementedError

    def put(self, row: Any, ask_id: str, belongs: bool) -> None:
        """Let an ask belong to a record, or no longer."""
        raise NotImplementedError

    def _line(self, ask: Any) -> QWidget:
        tools = []
        if self.desk.source.editable:
            name = _("Take away: {title}").format(title=_title(ask))
            act = partial(self._take_away, ask.id)
            tools.append(icon_button(self.desk.theme, "remove", name, act))
        line = self.line(_title(ask), models.ask_line(ask), partial(self.desk.choose, "ask", ask.id), *tools)
        more = self.below(ask)
        if more is None:
            return line
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(more)
        return both

    def below(self, ask: Any) -> QWidget | None:
        """Something to write about an ask, below it."""
        return None

    def _on_offered(self, ask_id: str | None) -> None:
        if ask_id is not None:
            self.put(self._row, ask_id, True)

    def _take_away(self, ask_id: str) -> None:
        self.put(self._row, ask_id, False)


class ConflictExtra(_Offering):
    """Asks that cannot be made together with this one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Contradicts"),
            _("Two asks contradict where making one gives the other the lie."),
            _("Mark an ask that contradicts this one"),
        )

    def held(self, row: Any) -> Sequence[str]:
        self._reasons = self.desk.source.conflict_reasons(row.id)
        found: Sequence[str] = row.conflicts
        return found

    def below(self, ask: Any) -> QWidget | None:
        """Why the two cannot both be made."""
        why = ProseField(_("Why"), _("Why they cannot both be made"), 1)
        bare(why)
        why.setReadOnly(not self.desk.source.editable)
        why.show_value(self._reasons.get(ask.id, ""))
        why.committed.connect(partial(self.desk.edits.explain, self._row.id, ask.id))
        return why

    def put(self, row: Any, ask_id: str, belongs: bool) -> None:
        self.desk.edits.contradict(row.id, ask_id, belongs)


class LinkedExtra(_Offering):
    """What is asked in a decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Asked in this decision"), _("No ask is linked to it yet."), _("Link an ask")
        )

    def held(self, row: Any) -> Sequence[str]:
        found: Sequence[str] = row.asks
        return found

    def put(self, row: Any, ask_id: str, belongs: bool) -> None:
        self.desk.edits.update("ask", ask_id, window_id=row.id if belongs else None)


class PlannedExtra(Extra):
    """What is planned towards the one who takes a step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Planned towards them"), _("Nothing is planned towards them."))
        self._row: Any = None
        self.plan = button(_("Plan something"), self._on_plan, "link")
        self.column.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeading)

    def show_row(self, row: Any) -> None:
        self._row = row
        self.plan.setVisible(bool(row.stakeholder_id) and self.desk.source.editable)
        key = row.stakeholder_id
        found = self.desk.source.planned_towards(key) if key else []
        navigate = self.desk.context.navigate
        self.show_lines(
            self.line(
                one.title or _("Untitled"), models.activity_line(one), partial(navigate, "activity", one.id)
            )
            for one in found
        )

    def _on_plan(self) -> None:
        made = self.desk.edits.plan_towards(self._row)
        if made is not None:
            self.desk.context.navigate("activity", made)


class BelongsExtra(QWidget):
    """The way back to what a record hangs on."""

    def __init__(self, desk: Desk, kind: str, key: str) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._key = key
        self._parent_id = ""
        self.link = _link("", self._on_clicked, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)

    def show_row(self, row: Any) -> None:
        """Show the name of the parent."""
        self._parent_id = getattr(row, self._key) or ""
        parent = self._desk.source.row(self._kind, self._parent_id)
        self.setVisible(parent is not None)
        if parent is not None:
            self.link.setText(in_own_direction(shortened(parent.title, _NAME)))
            self.link.setToolTip(_("Go to {title}").format(title=parent.title))

    def _on_clicked(self) -> None:
        self._desk.choose(self._kind, self._parent_id)


class FindingsExtra(QWidget):
    """What the checks find on a record, each with why it matters; hidden where they find nothing."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._findings = desk.context.findings
        self._kind = kind
        self._row_id = ""
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)
        self._findings.changed.connect(self._refresh)

    def show_row(self, row: Any) -> None:
        """Show what is found on a record."""
        self._row_id = row.id
        self._refresh()

    def _refresh(self) -> None:
        empty(self.lines)
        found = self._findings.of(self._kind, self._row_id) if self._row_id else ()
        for one in found:
            look = SIGNS[one.severity.value][1]
            self.lines.addWidget(label(one.message, look, wrap=True))
            self.lines.addWidget(label(one.why, "small", wrap=True))
        self.setVisible(bool(found))


def _link(text: str, go: Callable[[], object], look: str) -> QPushButton:
    """A name to go somewhere with; a long one is shortened, and told whole by its tip."""
    made = button(in_own_direction(shortened(text, _NAME)), go, look)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(40)
    made.setToolTip(text)
    return made


def _title(ask: Any) -> str:
    template = _("{who}: {what}")
    what = ask.action or _("nothing said yet")
    return template.format(who=ask.addressee, what=what) if ask.addressee else what
