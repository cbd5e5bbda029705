"""The bin of the file: opens its window, and brings back what is chosen there as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdplanner.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hdplanner.services.bin import BinRow, Restored
    from hdplanner.ui.context import AppContext
    from hdplanner.ui.file.bin_window import BinWindow


def show_bin(context: AppContext, window: QWidget) -> BinWindow:
    """Open the bin; the window that is open is used again."""
    from hdplanner.ui.file.bin_window import BinWindow

    shown = next((one for one in window.findChildren(BinWindow) if one.isVisible()), None)
    if shown is None:
        shown = BinWindow(context, window)
        shown.restore_wanted.connect(lambda rows: bring_back(context, rows))
        shown.show()
    shown.renew()
    shown.activateWindow()
    shown.table.setFocus()
    return shown


def bring_back(context: AppContext, rows: list[BinRow]) -> Restored | None:
    """Bring records back, with what they belong to where that was deleted too; None where it was refused."""
    from hdplanner.services import bin as bin_service

    records = [(row.table, row.key) for row in rows]
    back = context.gateway.run("bin.restore", bin_service.restore_several, about={}, records=records)
    if back is not None:
        context.tell(_sentence(back), _("Undo"), context.gateway.undo)
    return back


def _sentence(back: Restored) -> str:
    """What came back, and what could not."""
    said = ngettext("{count} record came back.", "{count} records and parts came back.", back.rows)
    parts = [said.format(count=format_number(back.rows))]
    if back.left:
        said = ngettext(
            "{count} part stays in the bin: what it also belonged to is not there.",
            "{count} parts stay in the bin: what they also belonged to is not there.",
            back.left,
        )
        parts.append(said.format(count=format_number(back.left)))
    if back.emptied:
        said = ngettext(
            "{count} pointer led to something that is gone, and is empty now.",
            "{count} pointers led to something that is gone, and are empty now.",
            back.emptied,
        )
        parts.append(said.format(count=format_number(back.emptied)))
    return " ".join(parts)
