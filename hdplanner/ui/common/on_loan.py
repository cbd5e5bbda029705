"""Work on the borrowed file in the background: how long work of any window has the file to itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.storage import Document
    from hdplanner.ui.common.task import Task
    from hdplanner.ui.context import AppContext

T = TypeVar("T")


def on_loan(
    context: AppContext, title: str, work: Callable[[Document, Progress], T], done: Callable[[T], object]
) -> Task:
    """Do ``work`` on the file on a worker, with progress and Cancel, then ``done`` with what it gave."""
    document = context.gateway.document
    loan = document.lend()

    def job(progress: Progress) -> T:
        with loan as lent:
            return work(lent, progress)

    task = context.start(title, job, document.interrupt)
    task.succeeded.connect(done)
    return task
