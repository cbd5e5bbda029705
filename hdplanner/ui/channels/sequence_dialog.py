"""Choose a sequence for a decision, see its steps with their days, and plan all of them as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _, format_date, ngettext
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.models import window_words
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pick_field import PickField
from hdplanner.ui.common.pieces import button, empty, hairline, label
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.sequences import AppliedSequence, SequenceRow, SequenceStepRow


class SequenceDialog(QDialog):
    """What is chosen is shown as a list of steps before anything is planned."""

    def __init__(
        self, context: AppContext, source: PlanSource, edits: ActivityEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add a sequence"))
        self._gateway = context.gateway
        self._source = source
        self._edits = edits
        self._rows: list[SequenceRow] = []
        self.applied: AppliedSequence | None = None
        self.template = ChoiceField(_("Sequence"), [])
        self.decision = ChoiceField(_("Decision"), [(one.id, window_words(one)) for one in source.windows])
        self.audience = PickField(_("Counterpart"), _("Whom it is about"))
        self.audience.offer(source.choices.stakeholders)
        self.audience.committed.connect(self._on_counterpart)
        self._counterpart: str | None = None
        self.message = ChoiceField(
            _("Message"),
            [(None, _("No message yet")), *((key, name) for key, name in source.choices.messages)],
        )
        self.messenger = ChoiceField(
            _("Messenger"),
            [(None, _("Nobody yet")), *((row.id, row.name) for row in source.choices.messengers)],
        )
        self._purpose = label("", "muted", wrap=True)
        self._steps = QVBoxLayout()
        self.act = button("", self._on_apply, "primary")
        self._lay_out(context)
        self.template.committed.connect(lambda _key: self._show_steps())
        self.decision.committed.connect(lambda _key: self._read())
        upcoming = [one.id for one in source.windows if one.decides_on and one.decides_on >= edits.today()]
        self.decision.show_value(upcoming[0] if upcoming else None)
        self._read()

    def choose(self, template: str) -> None:
        """Show one of the sequences."""
        self.template.show_value(template)
        self._show_steps()

    def _lay_out(self, context: AppContext) -> None:
        scale = context.appearance.theme.scale
        grid = FactGrid()
        for title, field in (
            (_("Sequence"), self.template),
            (_("Decision"), self.decision),
            (_("Counterpart"), self.audience),
            (_("Message"), self.message),
            (_("Messenger"), self.messenger),
        ):
            grid.add(title, field)
        inside = QWidget()
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 8, 0)
        steps.addLayout(self._steps)
        steps.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(grid)
        column.addWidget(self._purpose)
        column.addWidget(hairline())
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(round(560 * scale), round(640 * scale))

    def _read(self) -> None:
        """The days of the steps follow from the decision."""
        from hdplanner.services import sequences

        self._rows = self._gateway.read(
            sequences.sequence_rows,
            campaign_id=self._gateway.campaign_id,
            window_id=self.decision.value(),
            today=self._edits.today(),
        )
        self.template.set_choices([(row.id, row.title) for row in self._rows])
        self._show_steps()

    def _show_steps(self) -> None:
        row = next((one for one in self._rows if one.id == self.template.value()), None)
        empty(self._steps)
        steps = () if row is None else row.steps
        self._purpose.setText("" if row is None else row.purpose)
        for step in steps:
            self._steps.addWidget(_step_line(step))
        count = len(steps)
        self.act.setText(
            ngettext("Plan {count} activity", "Plan {count} activities", count).format(count=count)
        )
        self.act.setEnabled(count > 0 and self.decision.value() is not None)

    def _on_counterpart(self, key: str | None) -> None:
        self._counterpart = key

    def _on_apply(self) -> None:
        made = self._edits.apply_sequence(
            self.template.value(),
            self.decision.value(),
            stakeholder_id=self._counterpart,
            message_id=self.message.value(),
            messenger_id=self.messenger.value(),
        )
        if made is not None:
            self.applied = made
            self.accept()


def said_of(made: AppliedSequence) -> str:
    """What was planned, and what is left to do about it."""
    count = len(made.ids)
    said = [
        ngettext("{count} activity is planned.", "{count} activities are planned.", count).format(count=count)
    ]
    if made.unscheduled:
        number = len(made.unscheduled)
        words = ngettext(
            "{count} has no day, since its own is past.",
            "{count} have no day, since theirs are past.",
            number,
        )
        said.append(words.format(count=number))
    if made.to_sign_off:
        number = len(made.to_sign_off)
        words = ngettext("{count} waits for a sign-off.", "{count} wait for a sign-off.", number)
        said.append(words.format(count=number))
    return " ".join(said)


def _step_line(step: SequenceStepRow) -> QWidget:
    """A step: when, what, and how openly."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(12)
    when = label(_when(step), "warning" if step.past else "small", wrap=True)
    when.setFixedWidth(128)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(step.title, "heading", wrap=True))
    how = [step.audience, words_for(step.channel), words_for(step.mode)]
    if step.sign_off:
        how.append(_("needs a sign-off"))
    words.addWidget(label(" · ".join(part for part in how if part), "small", wrap=True))
    row.addWidget(when)
    row.addLayout(words, 1)
    return made


def _when(step: SequenceStepRow) -> str:
    if step.past:
        return _("Past: no day")
    if step.span.first is None:
        days = step.days_before
        if days == 0:
            return _("On the day")
        words = (
            ngettext("{count} day before", "{count} days before", days)
            if days > 0
            else ngettext("{count} day after", "{count} days after", -days)
        )
        return words.format(count=abs(days))
    if step.span.last is not None and step.span.last != step.span.first:
        words = _("{first} to {last}")
        return words.format(first=format_date(step.span.first), last=format_date(step.span.last))
    return format_date(step.span.first)
