"""Edits of a plan with 2,000 activities and 10,000 stakeholders in the real window, to saved and shown everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from benchmarks.test_checks import ACTIVITIES, MESSAGES, plan
from benchmarks.test_network import key
from hdplanner.services import activities, assessments, interchange, messages, stakeholders
from hdplanner.services.values import today_here
from hdplanner.storage import Document, Label
from hdplanner.ui import app as application
from hdplanner.ui.channels.page import ChannelsPage
from hdplanner.ui.gateway import Gateway
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow

ROOMS = ("stakeholders", "objectives", "messages", "channels")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("plan") / "plan.hdplan"
    with Document.create(path, author="Benchmark") as made:
        data = {"format": interchange.FORMAT, "version": interchange.VERSION, "tables": plan()}
        made.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, file: Path) -> Iterator[MainWindow]:
    """The window after a walk through the rooms: each of them listens from then on."""
    application._travel_light()
    made = application.make_window(qapp, Settings(theme="light"))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    assert made.files.open(file)
    for room in ROOMS:
        made.show_room(room)
        QApplication.processEvents()
    made.context.findings.finish()
    qtbot.wait(500)
    yield made
    made.close()


def _rename(gateway: Gateway, number: int) -> None:
    ids, title = [key("activity", number)], f"New {number}"
    gateway.run("activity.update", activities.update_activities, ids=ids, title=title)


def _move(gateway: Gateway, number: int) -> None:
    gateway.run("activity.move", activities.move_activities, ids=[key("activity", number)], days=1)


def _word(gateway: Gateway, number: int) -> None:
    message_id = key("message", number % MESSAGES)
    gateway.run("message.update", messages.update_message, message_id=message_id, title=f"New {number}")


def _name(gateway: Gateway, number: int) -> None:
    ids, name = [key("stakeholder", number)], f"New {number}"
    gateway.run("stakeholder.update", stakeholders.update_stakeholders, ids=ids, name=name)


def _judge(gateway: Gateway, number: int) -> None:
    gateway.run(
        "assessment.update",
        assessments.assess,
        campaign_id=large.CAMPAIGN,
        moves={key("stakeholder", number): {"influence": 1 + number % 5}},
        made_on=today_here(),
        author="Benchmark",
    )


EDITS: dict[str, tuple[str, Callable[[Gateway, int], None]]] = {
    "an activity is renamed": ("channels", _rename),
    "an activity is moved": ("channels", _move),
    "a message is renamed": ("messages", _word),
    "a stakeholder is renamed": ("stakeholders", _name),
    "a stakeholder is judged": ("stakeholders", _judge),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_a_plan(measure: Measure, window: MainWindow, qtbot: QtBot, what: str) -> None:
    room, edit = EDITS[what]
    window.show_room(room)
    numbers = count(3)

    def rest() -> None:
        window.context.findings.finish()
        qtbot.wait(300)

    def work() -> None:
        edit(window.context.gateway, next(numbers))
        window.repaint()

    before = len(window.context.gateway.document.history(limit=1_000))
    measure(f"{what} among 2,000 activities, saved and shown", work, setup=rest, aim_ms=50, rounds=10)
    made = len(window.context.gateway.document.history(limit=1_000)) - before
    assert made >= 10, f"only {made} edits were saved"
    window.show_room("channels")
    page = window.page()
    assert isinstance(page, ChannelsPage)
    assert len(page.source.rows) == ACTIVITIES
