"""Where something that is dragged over the house would come. Geometry only: changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from hdplanner.ui.messages.cards import PillarCard, ProofCard

_THICK = 3


class Spot(NamedTuple):
    """A place among those under a pillar (or, without one, under all), and the line that shows it."""

    support_id: str | None
    place: int
    line: QRect


def support_spot(
    board: QWidget, cards: Sequence[PillarCard], key: str, point: QPoint, *, mirrored: bool
) -> Spot | None:
    """Between which pillars one would come."""
    others = [(card, _within(board, card)) for card in cards if card.key != key]
    if not others:
        return None
    before = [rect for _card, rect in others if _is_before(rect, point, mirrored=mirrored)]
    place = len(before)
    rect = before[-1] if before else others[0][1]
    at_end = bool(before) != mirrored
    x = rect.right() + 5 if at_end else rect.left() - 8
    return Spot(None, place, QRect(x, rect.top(), _THICK, rect.height()))


def proof_spot(
    board: QWidget,
    cards: Sequence[PillarCard],
    plinth: QWidget,
    stones: Mapping[str | None, Sequence[ProofCard]],
    key: str,
    point: QPoint,
) -> Spot | None:
    """Under which pillar, or under all, and between which proof points one would come."""
    over: tuple[str | None, QWidget] | None = next(
        ((card.key, card) for card in cards if _within(board, card).contains(point)), None
    )
    if over is None and _within(board, plinth).contains(point):
        over = (None, plinth)
    if over is None:
        return None
    support, holder = over
    others = [_within(board, one) for one in stones[support] if one.key != key]
    before = [rect for rect in others if _lies_before(rect, point)]
    if before:
        y = before[-1].bottom() + 3
    elif others:
        y = others[0].top() - 5
    else:
        y = _within(board, holder).bottom() - 24
    area = (before or others or [_within(board, holder).adjusted(12, 0, -12, 0)])[-1 if before else 0]
    return Spot(support, len(before), QRect(area.left(), y, area.width(), _THICK))


def _within(board: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(board, QPoint(0, 0)), widget.size())


def _is_before(rect: QRect, point: QPoint, *, mirrored: bool) -> bool:
    """Whether a pillar stands before a point: in a row above, or nearer to where the row begins."""
    if rect.bottom() < point.y():
        return True
    if rect.top() > point.y():
        return False
    return rect.center().x() > point.x() if mirrored else rect.center().x() < point.x()


def _lies_before(rect: QRect, point: QPoint) -> bool:
    beside = rect.top() <= point.y() <= rect.bottom()
    return rect.center().y() < point.y() if beside else rect.bottom() < point.y()
