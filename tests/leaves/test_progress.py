from __future__ import annotations

import pytest

from hdplanner.progress import NO_PROGRESS, Cancelled, Progress


def test_nobody_watching_lets_the_work_run() -> None:
    for done in range(3):
        NO_PROGRESS.step(done, 3, "Drawing")


def test_a_cancel_is_not_an_error_of_the_environment() -> None:
    from hdplanner.errors import PlannerError

    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    stop: Progress = Stop()
    with pytest.raises(Cancelled):
        stop.step(1, 2)
    assert not issubclass(Cancelled, PlannerError)
