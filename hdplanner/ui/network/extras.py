"""What the room does under "More": measures, feasibility sums, and the picture for elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from hdplanner.domain.values import Sensitivity
from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, format_date
from hdplanner.ui.common import picture_file
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.dialogs import FeasibilityDialog, MeasuresDialog
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.menu import NetworkMenu
from hdplanner.ui.network.source import NetworkSource

if TYPE_CHECKING:
    from hdplanner.services.network import MeasureRow, Network


class NetworkExtras(QObject):
    """Works on what the room has read; changes nothing in the file."""

    chosen = Signal(list)
    """The ids of those who were chosen in the table of measures."""

    def __init__(
        self, context: AppContext, source: NetworkSource, edits: NetworkEdits, view: NetworkView
    ) -> None:
        super().__init__(view)
        self._context = context
        self._source = source
        self._edits = edits
        self._view = view
        self._measured: tuple[Network, dict[str, MeasureRow]] | None = None
        self.plan_title = ""
        self.default_marking = Sensitivity.CONFIDENTIAL
        self.measures_dialog: MeasuresDialog | None = None

    def connect_menu(self, menu: NetworkMenu, page: QWidget) -> None:
        """Do what the menu asks, with windows before `page`."""
        menu.measures_wanted.connect(lambda: self.show_measures(page))
        menu.feasibility_wanted.connect(lambda: self.show_feasibility(page))
        menu.copy_wanted.connect(lambda: picture_file.copy_picture(self.figure(), self.marking()))
        menu.export_wanted.connect(lambda: self.export(page))

    def measure_of(self, row_id: str) -> MeasureRow | None:
        """How central one is."""
        return self._measures().get(row_id)

    def show_measures(self, page: QWidget) -> None:
        """Open the table of measures beside the drawing."""
        rows = list(self._measures().values())
        self.measures_dialog = MeasuresDialog(rows, self._context.appearance.theme, page.window())
        self.measures_dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.measures_dialog.chosen.connect(self.chosen)
        self.measures_dialog.show()

    def show_feasibility(self, page: QWidget) -> None:
        """Show PolicyMaker's sums, with the caution of its authors."""
        from hdplanner.services.balance import feasibility_of_rows

        dialog = FeasibilityDialog(feasibility_of_rows(self._source.nodes), page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def figure(self) -> Figure:
        """The drawing as it is shown, with the plan's name and the day."""
        day = format_date(self._edits.today())
        figure = self._view.figure(source_line=_("As of {day}").format(day=day))
        title = _("{plan}: network of influence").format(plan=self.plan_title)
        return replace(figure, title=title) if self.plan_title else figure

    def marking(self) -> Sensitivity:
        """How confidential a picture of what is shown is."""
        shown = self._view.scene.index
        own = [row.sensitivity for row in self._source.nodes if row.id in shown]
        own += [tie.sensitivity for tie in self._source.ties if tie.id in self._view.scene.edge_index]
        return picture_file.marking_of(own, self.default_marking)

    def export(self, page: QWidget) -> None:
        """Ask where to, and write the drawing as it is shown into a file."""
        figure, marking = self.figure(), self.marking()
        picture_file.ask_and_export(self._context, page.window(), figure, marking, _("network.svg"))

    def _measures(self) -> dict[str, MeasureRow]:
        from hdplanner.services import network as service

        network = self._source.network
        if network is None:
            return {}
        if self._measured is None or self._measured[0] is not network:
            self._measured = (network, {row.id: row for row in service.measures(network)})
        return self._measured[1]
