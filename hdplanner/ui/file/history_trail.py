"""How one field came to be what it is: each value with when, by whom and on what evidence, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_date, format_datetime
from hdplanner.ui.common.direction import apart
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.file.conflict_pane import scrolling
from hdplanner.ui.file.conflict_parts import words

if TYPE_CHECKING:
    from hdplanner.services.history_trail import Ground, Trail, TrailStep

_SIZE = (620, 640)
_MOST = 200
"""Changes that are shown at most; all stand in the history."""
_ONE_LINE = 60


class TrailDialog(QDialog):
    """Shows one trail; changes nothing."""

    def __init__(self, trail: Trail, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("How this came about"))
        self.title = words(trail.title, "title")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for step in trail.steps[:_MOST]:
            column.addWidget(step_card(step))
        if not trail.steps:
            column.addWidget(label(_none(trail), "muted", wrap=True))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(self.title)
        outer.addWidget(
            label(_("Each value with its evidence, the newest change first."), "small", wrap=True)
        )
        outer.addWidget(scrolling(inside, trail.title), 1)
        outer.addLayout(foot)
        take_room(self, *_SIZE)


def step_card(step: TrailStep) -> QFrame:
    """One change: from what to what, by whom and when, and what it rests on."""
    made = with_look(QFrame(), "record")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(4)
    head = words(change_word(step), "heading")
    column.addWidget(head)
    if _is_long(step):
        column.addWidget(label(_("Before"), "small"))
        column.addWidget(words(step.before, "muted"))
    if step.holds:
        column.addWidget(label(_("This holds now."), "fine"))
    when = format_datetime(step.at)
    about = _("{way} by {author}, {when}") if step.author else _("{way}, {when}")
    column.addWidget(words(about.format(way=step.way, author=apart(step.author), when=apart(when)), "small"))
    if step.ground is not None:
        for line, look in _lines(step.ground):
            column.addWidget(words(line, look))
    return named(made, _("{change}: {when}").format(change=head.text(), when=when))


def change_word(step: TrailStep) -> str:
    """A change in a few words: from what to what."""
    if step.before and step.after and not _is_long(step):
        return _("{after}, before: {before}").format(after=apart(step.after), before=apart(step.before))
    return step.after or _("No longer {before}").format(before=apart(step.before))


def _is_long(step: TrailStep) -> bool:
    """Whether old and new are too long for one line: then each stands by itself."""
    return bool(step.before and step.after) and len(step.before) + len(step.after) > _ONE_LINE


def _lines(ground: Ground) -> list[tuple[str, str]]:
    """What a judgement rests on, line by line with its look."""
    head = []
    if ground.made_on is not None:
        head.append(_("Judged on {day}").format(day=apart(format_date(ground.made_on))))
    head += [ground.rater] if ground.rater else []
    if ground.confidence:
        head.append(_("Confidence: {confidence}").format(confidence=apart(ground.confidence)))
    lines = [(" · ".join(map(apart, head)), "muted")] if head else []
    if ground.evidence:
        lines.append((ground.evidence, ""))
    for said, value in (
        (_("Kind of evidence: {value}"), ground.evidence_type),
        (_("Source: {value}"), ground.source),
        (_("Meeting: {value}"), ground.meeting),
    ):
        if value:
            lines.append((said.format(value=value), "muted"))
    if not ground.evidence:
        lines.append((_("No evidence was written."), "warning"))
    return lines


def _none(trail: Trail) -> str:
    if trail.erased:
        return _("This record was erased. Nothing of it is kept.")
    return _("Nothing was recorded here yet.")
