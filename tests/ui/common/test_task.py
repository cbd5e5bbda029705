from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from hdplanner.progress import Progress
from hdplanner.ui.common.task import Task, Tasks


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    tasks = Tasks()
    threads: list[int] = []
    results: list[int] = []

    def job(progress: Progress) -> int:
        threads.append(threading.get_ident())
        progress.step(1, 1, "done")
        return 42

    task = Task("Counting", job)
    task.succeeded.connect(lambda result: (results.append(result), threads.append(threading.get_ident())))
    with qtbot.waitSignal(tasks.ended):
        tasks.start(task)
    assert results == [42]
    assert threads[0] != threads[1] == threading.get_ident()
    assert not tasks.busy()


def test_cancel_ends_the_work_at_its_next_step(qtbot: QtBot) -> None:
    tasks = Tasks()
    begun = threading.Event()

    def job(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 10)

    task = Task("For ever", job)
    outcomes: list[str] = []
    task.cancelled.connect(lambda: outcomes.append("cancelled"))
    task.succeeded.connect(lambda _result: outcomes.append("succeeded"))
    with qtbot.waitSignal(task.finished):
        tasks.start(task)
        assert begun.wait(5)
        task.cancel()
    assert outcomes == ["cancelled"]


def test_what_goes_wrong_is_handed_on(qtbot: QtBot) -> None:
    tasks = Tasks()
    errors: list[object] = []

    def job(_progress: Progress) -> None:
        raise OSError("no")

    task = Task("Failing", job)
    task.failed.connect(errors.append)
    with qtbot.waitSignal(task.finished):
        tasks.start(task)
    assert [type(error) for error in errors] == [OSError]


def test_one_piece_of_work_waits_for_the_other(qtbot: QtBot) -> None:
    tasks = Tasks()
    order: list[str] = []

    def job(name: str) -> Task:
        return Task(name, lambda _progress: order.append(name))

    first, second = job("first"), job("second")
    with qtbot.waitSignal(second.finished):
        tasks.start(first)
        tasks.start(second)
    assert order == ["first", "second"]


def test_closing_stops_all_work(qtbot: QtBot) -> None:
    tasks = Tasks()
    begun = threading.Event()

    def job(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 1)

    tasks.start(Task("For ever", job))
    assert begun.wait(5)
    tasks.stop_all()
    qtbot.waitUntil(lambda: not tasks.busy())
