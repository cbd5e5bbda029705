"""A picture of a room for elsewhere: on the clipboard as PNG and SVG, or a file of its own.

What is seen is what is given away, so the picture carries the highest marking of what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hdplanner.domain.rules_disclosure import highest
from hdplanner.domain.values import AccessKind, Sensitivity
from hdplanner.figures.palette import load_palette
from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, active_language
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.common.figure_view import figure_image
from hdplanner.ui.common.theme import load_theme

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.ui.context import AppContext


def marking_of(own: Iterable[Sensitivity | None], default: Sensitivity) -> Sensitivity:
    """How confidential a picture of judgements is, with those of what it shows: confidential at least."""
    return highest([Sensitivity.CONFIDENTIAL, default, *(one for one in own if one is not None)])


def copy_picture(figure: Figure, marking: Sensitivity) -> None:
    """Put a picture on the clipboard: as PNG for Word and PowerPoint, as SVG for who can take it."""
    from hdplanner.briefing.figure_file import dressed
    from hdplanner.figures.svg import figure_to_svg

    whole = dressed(figure, active_language(), marking)
    data = QMimeData()
    data.setImageData(figure_image(whole, load_theme("light")))
    data.setData("image/svg+xml", figure_to_svg(whole, load_palette().roles, "surface").encode())
    QGuiApplication.clipboard().setMimeData(data)


def ask_and_export(
    context: AppContext, page: QWidget, figure: Figure, marking: Sensitivity, name: str
) -> None:
    """Ask where to, and write the picture there; the system's dialog asks before a file is replaced."""
    filters = ";;".join(
        (
            _("Pictures (*.svg *.png *.pdf)"),
            _("SVG picture (*.svg)"),
            _("PNG picture (*.png)"),
            _("PDF page (*.pdf)"),
        )
    )
    path = prompts.choose_save(page, _("Export picture"), documents_dir() / name, filters)
    if path is not None:
        export_picture(context, figure, marking, path)


def export_picture(context: AppContext, figure: Figure, marking: Sensitivity, path: Path) -> None:
    """Write a picture in the background, whole or not at all."""
    language = active_language()

    def work(progress: Progress) -> Path:
        from hdplanner.briefing.figure_file import write_figure

        progress.step(0, 1)
        write_figure(figure, path, language=language, marking=marking, force=True)
        progress.step(1, 1)
        return path

    task = context.start(_("Export picture"), work)

    def done(written: Path) -> None:
        form = written.suffix.lower()[1:]
        context.gateway.log_access(AccessKind.EXPORT, what="picture", form=form, marking=marking.value)
        context.tell(_("The picture is saved as {name}.").format(name=written.name))

    task.succeeded.connect(done)
