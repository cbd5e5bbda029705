"""The form of one activity: who, what, through whom, how openly, when. Each field commits what it alone means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.rules_channels import usual_channels
from hdplanner.domain.values import (
    ActivityStatus,
    Attribution,
    Channel,
    MessengerLevel,
    Mode,
    Paper,
    Sensitivity,
)
from hdplanner.i18n import _
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.fields import NameField
from hdplanner.ui.channels.models import subtitle
from hdplanner.ui.channels.sign_off import SignOff
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.channels.waits_panel import WaitsPanel
from hdplanner.ui.channels.when_panel import WhenPanel
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.finding_marks import FindingMark, told
from hdplanner.ui.common.form import ChoiceField, LineField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, hairline, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow

_ALL = "all"
"""The entry of the channels that asks for the unusual ones too."""


class ActivityPanel(QWidget):
    """Shows one activity and changes it. Another one brings no half-written text along."""

    navigated = Signal(str, str)
    """The person wants to see what stands behind a field: a kind and an id."""

    def __init__(
        self, context: AppContext, source: PlanSource, edits: ActivityEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._source = source
        self._edits = edits
        self._row: ActivityRow | None = None
        self._all_channels = False
        theme = context.appearance.theme
        self.title = with_look(WrapField(_("Title of the activity")), "bare-title")
        self._line = label("", "small", wrap=True)
        self.mark = FindingMark(context.findings, theme)
        self._found = label("", "small", wrap=True)
        self._found.setContentsMargins(6, 0, 6, 0)
        self.fields: dict[str, Any] = {}
        self._who, self._how, self._rest = FactGrid(), FactGrid(), FactGrid()
        self.when = WhenPanel(source, edits, theme)
        self.sign_off = SignOff(edits, theme)
        self.waits = WaitsPanel(source, edits, theme)
        self._open = button(_("Open the message"), self._on_open_message, "link")
        self._make_who()
        self._make_how()
        self._make_rest()
        self._lay_out()
        self.title.committed.connect(partial(self._write, "title"))
        context.findings.changed.connect(self._show_findings)

    def show_row(self, row: ActivityRow, editable: bool) -> None:
        """Show an activity."""
        if self._row is None or self._row.id != row.id:
            self._all_channels = False
        self._row = row
        for part in (self._who, self._how, self._rest, self.when, self.sign_off, self.waits):
            part.setEnabled(editable)
        self.title.setReadOnly(not editable)
        self.title.show_value(row.title)
        self._line.setText(subtitle(row))
        self._offer(row)
        for key, field in self.fields.items():
            field.show_value(_shown(row, key))
        self._who.show_field(self.fields["variant_id"], bool(self._variants(row)) or bool(row.variant_id))
        self._who.show_field(self.fields["level"], row.messenger_id is not None)
        self._open.setVisible(row.message_id is not None)
        self.when.show_row(row)
        self.sign_off.show_row(row)
        self.waits.show_row(row, editable)
        self.mark.show_record("activity", row.id)
        self._show_findings()

    def enter(self) -> None:
        """Go where one begins to write: to the title, all of it chosen."""
        self.title.setFocus()
        self.title.selectAll()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.mark.wear(theme)
        self.waits.wear(theme)

    # -- set-up

    def _make_who(self) -> None:
        add = partial(self._add, self._who)
        hint = _("Stakeholder, group, or in words")
        add("audience_name", NameField(_("Audience"), hint, self._audiences), _("Audience"))
        add("message", ChoiceField(_("Message"), []), _("Message"))
        add("variant_id", ChoiceField(_("Variant"), []), _("Variant"))
        hint = _("One of us, or an ally")
        add("messenger", NameField(_("Messenger"), hint, self._messengers), _("Messenger"))
        level = self._who.add(
            _("Level"), ChoiceField(_("Level"), choices_of(MessengerLevel, empty=_("Not said")))
        )
        level.setToolTip(_("The level of this messenger, wherever they carry something"))
        level.committed.connect(self._on_level)
        self.fields["level"] = level
        add("owner", NameField(_("Owner"), _("Who of us sees to it"), self._owners), _("Owner"))

    def _make_how(self) -> None:
        add = partial(self._add, self._how)
        channel = self._how.add(_("Channel"), ChoiceField(_("Channel"), []))
        channel.committed.connect(self._on_channel)
        self.fields["channel"] = channel
        add("mode", ChoiceField(_("Mode"), choices_of(Mode)), _("Mode"))
        unsaid = _("Not said")
        add(
            "attribution",
            ChoiceField(_("Attribution"), choices_of(Attribution, empty=unsaid)),
            _("Attribution"),
        )
        add("status", ChoiceField(_("Status"), choices_of(ActivityStatus)), _("Status"))

    def _make_rest(self) -> None:
        add = partial(self._add, self._rest)
        add("place", LineField(_("Place")), _("Place"))
        add("purpose", ProseField(_("Purpose"), _("What it is to change"), 1), _("Purpose"))
        add("paper", ChoiceField(_("Paper"), choices_of(Paper, empty=_("None"))), _("Paper"))
        add("paper_title", LineField(_("Title of the paper")), _("Its title"))
        add("follow_up", ProseField(_("Follow-up"), _("What comes next"), 1), _("Follow-up"))
        marking = choices_of(Sensitivity, empty=_("As the plan"))
        add("sensitivity", ChoiceField(_("Marking"), marking), _("Marking"))

    def _add(self, grid: FactGrid, key: str, field: Any, title: str) -> None:
        self.fields[key] = grid.add(title, field)
        field.committed.connect(partial(self._write, key))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._line, 1)
        head.addWidget(self.mark)
        self._line.setContentsMargins(6, 0, 6, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self._found)
        for part in (self._who, self._open, self._how, self.sign_off, self.when, self.waits, self._rest):
            if part not in (self._open, self.sign_off):
                column.addWidget(hairline())
            column.addWidget(part)
        column.addStretch(1)

    # -- what is offered

    def _offer(self, row: ActivityRow) -> None:
        choices = self._source.choices
        self.fields["message"].set_choices([(None, _("No message yet")), *choices.messages])
        self.fields["variant_id"].set_choices([(None, _("The master")), *self._variants(row)])
        usual = list(Channel) if self._all_channels else list(usual_channels(row.level, choices.leading))
        if row.channel not in usual:
            usual.append(row.channel)
        entries: list[tuple[object, str]] = [(one, words_for(one)) for one in usual]
        if len(usual) < len(Channel):
            entries.append((_ALL, _("Show all channels…")))
        self.fields["channel"].set_choices(entries)

    def _variants(self, row: ActivityRow) -> list[tuple[object, str]]:
        names = {**dict(self._source.choices.stakeholders), **dict(self._source.choices.coalitions)}
        return [
            (one.id, _variant_words(names.get(one.stakeholder_id or one.coalition_id or "", ""), one))
            for one in self._source.choices.variants
            if one.message_id == row.message_id
        ]

    def _audiences(self) -> list[str]:
        choices = self._source.choices
        return [name for _key, name in (*choices.stakeholders, *choices.coalitions)]

    def _messengers(self) -> list[str]:
        ours = [row.name for row in self._source.choices.messengers]
        return [*ours, *(name for _key, name in self._source.choices.stakeholders if name not in set(ours))]

    def _owners(self) -> list[str]:
        return [row.name for row in self._source.choices.members]

    # -- what happens

    def _write(self, key: str, value: object) -> None:
        if self._row is None:
            return
        if key == "title" and not str(value).strip():
            self.title.show_value(self._row.title)
        else:
            self._edits.cell([self._row.id], key, value)

    def _on_channel(self, value: object) -> None:
        if self._row is None:
            return
        if value == _ALL:
            self._all_channels = True
            self._offer(self._row)
            self.fields["channel"].show_value(self._row.channel)
            self.fields["channel"].showPopup()
        else:
            self._write("channel", value)

    def _on_level(self, level: MessengerLevel | None) -> None:
        """Of whoever carries it now: the form may not show yet that this is another."""
        row = None if self._row is None else self._source.row(self._row.id)
        if row is not None and row.messenger_id is not None:
            self._edits.level(row.messenger_id, level)

    def _on_open_message(self) -> None:
        if self._row is not None and self._row.message_id is not None:
            self.navigated.emit("message", self._row.message_id)

    def _show_findings(self) -> None:
        found = [] if self._row is None else self._context.findings.of("activity", self._row.id)
        self._found.setText(told(found))
        self._found.setVisible(bool(found))


_FIELDS = {"message": "message_id"}


def _shown(row: ActivityRow, key: str) -> Any:
    return getattr(row, _FIELDS.get(key, key))


def _variant_words(name: str, variant: Any) -> str:
    """A variant by whom it is for and its language."""
    who = name or variant.audience or _("For anybody")
    return _("{audience} ({language})").format(audience=who, language=variant.language)
