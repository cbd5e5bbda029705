"""The pictures of the plan with 2,000 activities in 1200 x 800: shown anew, pulled, scrolled, zoomed."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.conftest import Measure
from hdplanner.domain.values import ActivityStatus, Certainty, Channel, Mode
from hdplanner.figures.workload import workload, workload_figure
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.windows import WindowRow
from hdplanner.ui.channels.calendar import CalendarView
from hdplanner.ui.channels.matrix import MatrixView
from hdplanner.ui.channels.plan_view_base import PlanView
from hdplanner.ui.channels.timeline import TimelineView
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.theme import load_theme

COUNT, AUDIENCES, MESSENGERS = 2000, 80, 14
TODAY = dt.date(2026, 6, 1)
_KEYS = ("id", "title", "audience", "zone", "place", "purpose", "paper_title", "follow_up")


def rows_of(count: int) -> list[ActivityRow]:
    """Activities over two years, the same at every run; each fourth waits for the one before."""
    dice = random.Random(3)
    blank: dict[str, object] = dict.fromkeys(ActivityRow.__dataclass_fields__)
    blank |= dict.fromkeys(_KEYS, "") | dict.fromkeys(("coalition", "message", "owner", "window"), "")
    blank |= {"signed_off_by": "", "private_exhausted": "", "date_only": True, "depends_on": ()}
    rows = []
    for number in range(count):
        on = TODAY + dt.timedelta(days=dice.randrange(-365, 365))
        who, by = dice.randrange(AUDIENCES), dice.randrange(MESSENGERS)
        rows.append(
            {
                **blank,
                "id": f"id-{number}",
                "title": f"Meeting on article {number}",
                "stakeholder_id": f"s-{who}",
                "stakeholder": f"Ministry number {who}",
                "messenger_id": f"m-{by}",
                "messenger": f"Head of office {by}",
                "channel": dice.choice(list(Channel)),
                "mode": dice.choice(list(Mode)),
                "status": dice.choice(list(ActivityStatus)),
                "on": on,
                "until": on + dt.timedelta(days=dice.choice((0, 0, 0, 2, 9))),
                "depends_on": (f"id-{number - 1}",) if number % 4 == 3 else (),
            }
        )
    made = [ActivityRow(**row) for row in rows]  # type: ignore[arg-type]  # blank where a plan is
    return sorted(made, key=lambda row: row.on or TODAY)


def windows_of(count: int) -> list[WindowRow]:
    """A decision every two months."""
    days = [TODAY + dt.timedelta(days=60 * number) for number in range(count)]
    return [
        WindowRow(f"w-{day}", f"Vote of {day}", "", None, "", day, day, day, Certainty.LIKELY, "")
        for day in days
    ]


@pytest.fixture(params=[TimelineView, MatrixView, CalendarView])
def view(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> PlanView:
    """A view on the (invisible) screen, painted once."""
    theme = load_theme("light")
    apply_theme(qapp, theme)
    made: PlanView = request.param(theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_plan(rows_of(COUNT), windows_of(6), today=TODAY)
    if isinstance(made, MatrixView):
        made.set_columns_by("week")
    qtbot.waitExposed(made)
    made.repaint()
    return made


def test_shown_anew(measure: Measure, view: PlanView) -> None:
    rows, windows = view.rows, view.windows

    def show() -> None:
        view.show_plan(rows, windows, today=TODAY)
        view.viewport().repaint()

    measure(f"2,000 activities shown anew: {type(view).__name__}", show, aim_ms=100)


def test_a_frame_of_a_pull(measure: Measure, view: PlanView) -> None:
    chip = next(c for c in view.picture.chips if c.box.x > view.seen.x + 200 and c.box.y > view.seen.y + 50)
    view.choose([chip.id])
    start = (chip.box.x + 5, chip.box.y + 5)
    gesture = view.pull(chip, start)
    at = QPointF(view.to_viewport(chip.box).center())
    steps = iter(range(1, 10_000))

    def drag() -> None:
        gesture.drag(at + QPointF(next(steps) % 300, 3))
        view.viewport().repaint()

    measure(f"a frame of a pull among 2,000: {type(view).__name__}", drag, aim_ms=16, rounds=30)


def test_a_frame_of_a_scroll(measure: Measure, view: PlanView) -> None:
    bar = view.verticalScrollBar()
    steps = iter(range(1, 10_000))

    def scroll() -> None:
        bar.setValue(next(steps) * 7 % max(1, bar.maximum()))
        view.viewport().repaint()

    measure(f"a frame of a scroll among 2,000: {type(view).__name__}", scroll, rounds=30)


def test_a_step_of_a_zoom(measure: Measure, qapp: QApplication, qtbot: QtBot) -> None:
    view = TimelineView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.show_plan(rows_of(COUNT), windows_of(6), today=TODAY)
    steps = iter(range(10_000))

    def zoom() -> None:
        view.zoom_in() if next(steps) % 2 else view.zoom_out()
        view.viewport().repaint()

    measure("a step of a zoom among 2,000 activities", zoom, aim_ms=100)


def test_the_workload(measure: Measure) -> None:
    rows = rows_of(COUNT)
    measure(
        "the workload of 2,000 activities",
        lambda: workload_figure(workload(rows, {}, today=TODAY)),
        aim_ms=100,
    )
