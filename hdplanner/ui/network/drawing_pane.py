"""The drawing with its legend: where the nodes of a network stand, which of them are shown, and what is asked by its menu.

Keeps places while ties come and go, so that nothing jumps under the hand; lays out anew only when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Position
from hdplanner.figures.network import Edge, NetworkLayout, Node, build_network, guides, places
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.legend_strip import NetworkLegend

Place = tuple[float, float]
MANY_UNTIED = 30
"""With more than so many who have no tie, these are hidden until they are asked for."""
_LOW = 480  # the height, in pixels at 100 % text, below which there is no room for a legend
_FEW = 5
"""Of more ties that came or went at once, such as by an import, another picture is made."""
_SUPPOSED_BY = {
    Qt.Key.Key_1: -2,
    Qt.Key.Key_2: -1,
    Qt.Key.Key_3: 0,
    Qt.Key.Key_4: 1,
    Qt.Key.Key_5: 2,
}


class DrawingPane(QWidget):
    """Shows nodes and ties; says what the person asked of one by its menu or a key."""

    routes_wanted = Signal(str)
    profile_wanted = Signal(str)
    coalition_wanted = Signal(list)
    delete_wanted = Signal(list)
    supposed = Signal(list, object)
    """Ids, and the position that they are to be supposed at, None as today."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = NetworkView(theme)
        self.legend = NetworkLegend(theme)
        self.layout_kind = NetworkLayout.FORCE
        self.centre_id: str | None = None
        self.show_untied: bool | None = None
        self.supposing = False
        self._standing: dict[str, Place] = {}
        self._laid: tuple[tuple[Node, ...], tuple[Edge, ...]] = ((), ())
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.view)

    def show_network(
        self,
        nodes: Sequence[Node],
        edges: Sequence[Edge],
        shown: Collection[str],
        ties: Collection[str],
        hand: Mapping[str, Place],
    ) -> None:
        """Show these nodes and ties at places that all of them share, so that a filter moves nothing."""
        placed = self._placed(nodes, edges, hand)
        self._standing = dict(placed)
        scene = build_network(
            [node for node in nodes if node.id in shown],
            [edge for edge in edges if edge.id in ties],
            placed,
            self.layout_kind,
            centre_id=self.centre_id,
            behind=guides(self.layout_kind, nodes, edges, centre_id=self.centre_id),
        )
        self.view.show_scene(scene)
        self.legend.show_scene(scene)

    def lay_out(self, layout: NetworkLayout, centre_id: str | None) -> None:
        """Lay out in another way, or anew, when the network is shown next."""
        self.layout_kind, self.centre_id = layout, centre_id
        self._standing = {}

    def keep(self, moved: Mapping[str, Place]) -> None:
        """Take places as they are, since the person put nodes there."""
        self._standing.update(moved)
        self.layout_kind = NetworkLayout.HAND

    def places(self) -> dict[str, Place]:
        """Where all nodes stand, shown or not."""
        return dict(self._standing)

    def untied_shown(self, untied: int) -> bool:
        """Whether those without a tie are shown: as the person chose, else unless there are many."""
        return untied <= MANY_UNTIED if self.show_untied is None else self.show_untied

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.view.wear(theme)
        self.legend.wear(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In a scenario 1 to 5 suppose a position, from opposed to supportive; 6 takes it back."""
        chosen = list(self.view.selection)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if self.supposing and plain and chosen and (key in _SUPPOSED_BY or key == Qt.Key.Key_6):
            self.supposed.emit(chosen, _SUPPOSED_BY.get(key))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the pane is low, the drawing has the room of the legend; hover cards say the same."""
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= _LOW * self.view.theme.scale)

    def _placed(
        self, nodes: Sequence[Node], edges: Sequence[Edge], hand: Mapping[str, Place]
    ) -> Mapping[str, Place]:
        known = {node.id for node in nodes}
        standing = {key: place for key, place in self._standing.items() if key in known}
        before, self._laid = self._laid, (tuple(nodes), tuple(edges))
        if self.layout_kind is NetworkLayout.HAND:
            standing.update((key, place) for key, place in hand.items() if key in known)
            if known <= standing.keys():
                return standing
            return places(self.layout_kind, nodes, edges, hand=standing)
        if standing and before == self._laid:
            return standing
        if self.layout_kind is NetworkLayout.FORCE and standing and self._are_few(before[1], edges):
            return places(NetworkLayout.HAND, nodes, edges, hand=standing)
        return places(self.layout_kind, nodes, edges, centre_id=self.centre_id)

    def _are_few(self, before: Sequence[Edge], edges: Sequence[Edge]) -> bool:
        """Whether so few ties came or went that all stay where they are."""
        was, now = {edge.id for edge in before}, {edge.id for edge in edges}
        return bool(was) and len(was ^ now) <= _FEW

    # -- the menu of what is chosen

    def menu(self) -> QMenu | None:
        """The menu of the nodes or ties that are chosen; None where nothing is."""
        view = self.view
        menu = QMenu(self)
        if view.ties:
            ids = list(view.ties)
            self._entry(menu, _("Take this tie away"), partial(self.delete_wanted.emit, ids), view.editable)
        elif view.selection:
            self._node_entries(menu, list(view.selection))
        return menu if menu.actions() else None

    def _node_entries(self, menu: QMenu, ids: list[str]) -> None:
        if len(ids) == 1:
            mark = self.view.scene.mark(ids[0])
            name = shortened(mark.node.name, 40) if mark else ""
            find = _("Find routes to {name}").format(name=name)
            self._entry(menu, find, partial(self.routes_wanted.emit, ids[0]))
            drawn = partial(self.view.start_tie, ids[0])
            self._entry(menu, _("Draw a tie from here\tT"), drawn, self.view.editable)
            self._entry(menu, _("Open in Stakeholders"), partial(self.profile_wanted.emit, ids[0]))
        else:
            made = partial(self.coalition_wanted.emit, ids)
            self._entry(menu, _("New coalition of these"), made, self.view.editable)
        if self.supposing and self.view.editable:
            inside = menu.addMenu(_("What if they stood elsewhere"))
            for key, step in _SUPPOSED_BY.items():
                number = key - Qt.Key.Key_0
                words = f"{step_label(Position, step)}\t{number}"
                self._entry(inside, words, partial(self.supposed.emit, ids, step))
            self._entry(inside, _("As today\t6"), partial(self.supposed.emit, ids, None))

    def _entry(self, menu: QMenu, text: str, act: Callable[[], object], enabled: bool = True) -> None:
        action = menu.addAction(text)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: act())

    def _on_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.mapToGlobal(place))
