"""A row that goes on in the next line where it is too narrow: heads of panels, rows of choosers.

Nothing in it is ever squeezed below what can be read; knows no widget but by its size policy.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_Line = list[tuple[QLayoutItem, int]]


class WrapLayout(QLayout):
    """Items side by side, in as many lines as they need. Those that expand share what is left of their line.

    From `push` on, items stand at the far end of their line.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._far: set[int] = set()
        self._pushing = False
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def push(self) -> None:
        """Put what is added from now on at the far end."""
        self._pushing = True

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the item at `place`, at the near end like its neighbours there."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self._far = {far + (far >= place) for far in self._far - {len(self._items) - 1}}
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        if self._pushing:
            self._far.add(len(self._items))
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._far = {place - (place > index) for place in self._far if place != index}
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = width - self._margins().width()
        lines = self._lines(inner)
        high = sum(_height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)
        return high + self._margins().height()

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item for item in self._items if not item.isEmpty()]
        wide = sum(_wanted(item).width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        high = max((_wanted(item).height() for item in shown), default=0)
        return QSize(wide, high) + self._margins()

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        shown = [item for item in self._items if not item.isEmpty()]
        wide = max((_base(item) for item in shown), default=0)
        high = max((_wanted(item).height() for item in shown), default=0)
        return QSize(wide, high) + self._margins()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for line in self._lines(inner.width()):
            high = _height(line)
            self._place(line, QRect(inner.left(), top, inner.width(), high))
            top += high + self.spacing()

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lines(self, room: int) -> list[_Line]:
        """The items by lines, each with the width that it needs."""
        lines: list[_Line] = []
        left = -1
        for item in self._items:
            if item.isEmpty():
                continue
            wide = min(_base(item), room)
            if not lines or left < wide + self.spacing():
                lines.append([])
                left = room
            else:
                left -= self.spacing()
            lines[-1].append((item, wide))
            left -= wide
        return [_shared(line, room - self.spacing() * (len(line) - 1)) for line in lines]

    def _place(self, line: _Line, rect: QRect) -> None:
        used = sum(wide for _item, wide in line) + self.spacing() * (len(line) - 1)
        far = {id(self._items[place]) for place in self._far}
        x, rest = rect.left(), rect.width() - used
        for item, wide in line:
            if rest and id(item) in far:
                x, rest = x + rest, 0
            high = min(_wanted(item).height(), rect.height())
            box = QRect(QPoint(x, rect.top() + (rect.height() - high) // 2), QSize(wide, high))
            item.setGeometry(self._mirrored(box, rect))
            x += wide + self.spacing()

    def _mirrored(self, box: QRect, line: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is None or parent.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return box
        return QRect(line.left() + line.right() - box.right(), box.top(), box.width(), box.height())


def _wanted(item: QLayoutItem) -> QSize:
    """What an item would like. Asked of the widget: the item may still keep what it wanted before its text changed."""
    widget = item.widget()
    if widget is None:
        return item.sizeHint()
    return widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())


def _expands(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding


def _base(item: QLayoutItem) -> int:
    """The width below which an item is not readable."""
    widget = item.widget()
    if widget is None or not _expands(item):
        return _wanted(item).width()
    return widget.minimumWidth() or widget.minimumSizeHint().width()


def _height(line: _Line) -> int:
    return max((_wanted(item).height() for item, _wide in line), default=0)


def _shared(line: _Line, room: int) -> _Line:
    """What is left of a line goes to those that expand, in equal parts, up to their largest width."""
    widths = [wide for _item, wide in line]
    growing = [place for place, (item, _wide) in enumerate(line) if _expands(item)]
    while growing and (left := room - sum(widths)) > 0:
        part = max(1, left // len(growing))
        for place in growing[: max(1, left // part)]:
            widths[place] = min(widths[place] + part, line[place][0].maximumSize().width())
        growing = [place for place in growing if widths[place] < line[place][0].maximumSize().width()]
    return [(item, wide) for (item, _old), wide in zip(line, widths, strict=True)]
