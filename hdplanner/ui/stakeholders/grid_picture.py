"""The picture of the grid for elsewhere: what it shows, and how it is marked. Files are written by `picture_file`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hdplanner.domain.values import Sensitivity
from hdplanner.figures.grid import grid_figure
from hdplanner.figures.grid_overlays import Overlays
from hdplanner.figures.scene import GridScene
from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, format_date
from hdplanner.ui.common import picture_file
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.picture_file import copy_picture, export_picture
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow

__all__ = ["ask_and_export", "copy_picture", "export_picture", "marking_of", "picture_of"]

_WIDE, _HIGH = 760.0, 560.0


def picture_of(scene: GridScene, overlays: Overlays, title: str, day: date) -> Figure:
    """The whole grid as a figure, with its day below."""
    source = _("As of {day}").format(day=format_date(day))
    return grid_figure(scene, _WIDE, _HIGH, title=title, source=source, overlays=overlays, measure=measure)


def marking_of(rows: Iterable[StakeholderRow], default: Sensitivity) -> Sensitivity:
    """How confidential a picture of judgements on these stakeholders is."""
    return picture_file.marking_of((row.sensitivity for row in rows), default)


def ask_and_export(context: AppContext, page: QWidget, figure: Figure, marking: Sensitivity) -> None:
    """Ask where to, and write the picture there."""
    picture_file.ask_and_export(context, page, figure, marking, _("stakeholder-grid.svg"))
