"""The words of the open file, read beside the window's thread, and the day on which their sheet was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hdplanner.i18n import active_language
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.progress import Progress


def words_job(
    context: AppContext, passphrase: str
) -> tuple[Callable[[Progress], list[str]], Callable[[], None]]:
    """The work that checks the passphrase and gives the words, and what stops it. The file is lent to it."""
    document = context.gateway.document
    loan = document.lend()
    language = active_language()

    def job(_progress: Progress) -> list[str]:
        from hdplanner.storage import recovery

        with loan as lent:
            return lent.on_file(lambda hand: recovery.sheet_of(hand, passphrase, language))

    return job, document.interrupt


def keep_made(context: AppContext) -> None:
    """Remember the day on which the sheet was made and checked, and nothing of it."""
    from hdplanner.services.values import today_here
    from hdplanner.storage.recovery import MADE

    if context.gateway.can_edit:
        context.gateway.document.set_setting(MADE, today_here().isoformat())
    context.gateway.state_changed.emit()
