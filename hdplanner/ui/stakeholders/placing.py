"""Where a card opens beside a marker: on the side of the reading direction first, inside the widget, never over it.

Plain rectangles; knows no card.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

_GAP = 10


def place_beside(size: QSize, beside: QRect, within: QRect, *, mirrored: bool) -> QPoint:
    """The corner of a card of this size beside a rectangle.

    Where no side has room for it, the corner of `within` that is furthest from the rectangle.
    """
    wide, high = size.width(), size.height()
    right, left = beside.right() + _GAP, beside.left() - _GAP - wide
    top = _kept(beside.bottom() + _GAP // 2, within.top(), within.bottom() - high)
    middle = _kept(beside.center().x() - wide // 2, within.left(), within.right() - wide)
    sides: list[QPoint] = [QPoint(right, top), QPoint(left, top)]
    places: list[QPoint] = [
        *(reversed(sides) if mirrored else sides),
        QPoint(middle, beside.bottom() + _GAP),
        QPoint(middle, beside.top() - _GAP - high),
    ]
    for place in places:
        box = QRect(place, size)
        if within.contains(box) and not box.intersects(beside):
            return place
    return _far_corner(size, beside, within)


def _far_corner(size: QSize, beside: QRect, within: QRect) -> QPoint:
    far_right = beside.center().x() < within.center().x()
    far_down = beside.center().y() < within.center().y()
    x = max(within.left(), within.right() - size.width()) if far_right else within.left()
    y = max(within.top(), within.bottom() - size.height()) if far_down else within.top()
    return QPoint(x, y)


def _kept(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
