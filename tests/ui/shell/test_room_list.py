"""Few rooms at first: the network comes with its first tie, or when somebody asks for it; numbers follow what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from hdplanner.services import stakeholders, ties
from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.shell.rooms import FIRST_ROOM, ROOMS


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.show()
    assert made.files.make(tmp_path / "plan.hdplan", title="Disaster law", office="Varenia", passphrase="")
    yield made
    made.close()


def _seen(window: MainWindow) -> list[str]:
    buttons = window.sidebar.findChildren(QToolButton)
    return [button.room.key for button in buttons if button.isVisible()]  # type: ignore[attr-defined]  # a room's


def _keys(window: MainWindow) -> dict[str, str]:
    return {action.text(): action.shortcut().toString() for action in window.room_list.actions}


def _tie(window: MainWindow) -> None:
    gateway = window.context.gateway
    ends = [
        gateway.run(
            "stakeholder.add",
            stakeholders.add_stakeholder,
            about={},
            name=name,
            campaign_id=gateway.campaign_id,
        )
        for name in ("Treasury", "Ministry of Finance")
    ]
    gateway.run(
        "tie.add",
        ties.add_tie,
        about={},
        campaign_id=gateway.campaign_id,
        source_id=ends[0],
        target_id=ends[1],
    )


def test_a_room_that_is_not_in_use_is_hidden_and_has_no_number(window: MainWindow) -> None:
    assert "network" not in _seen(window)
    assert _keys(window)["Network"] == ""
    numbers = [text for text in _keys(window).values() if text]
    assert numbers == [f"Ctrl+{number}" for number in range(1, len(numbers) + 1)]


def test_the_first_tie_brings_the_network_and_the_numbers_follow(window: MainWindow) -> None:
    _tie(window)
    assert _seen(window).index("network") == _seen(window).index("stakeholders") + 1
    assert _keys(window)["Network"] == "Ctrl+2"
    window.actions_by_key["undo"].trigger()
    assert "network" in _seen(window), "a room does not vanish under the pointer"


def test_the_view_menu_brings_a_hidden_room_and_it_stays(window: MainWindow, tmp_path: Path) -> None:
    next(action for action in window.room_list.actions if action.text() == "Network").trigger()
    assert window.room_key == "network"
    assert "network" in _seen(window)
    window.show_room("stakeholders")
    assert window.files.make(tmp_path / "other.hdplan", title="Other", office="Varenia", passphrase="")
    assert "network" in _seen(window)


def test_another_file_without_ties_hides_the_network_and_opens_in_the_first_room(
    window: MainWindow, tmp_path: Path
) -> None:
    _tie(window)
    window.sidebar.chosen.emit("network")
    assert window.room_key == "network"
    assert window.files.make(tmp_path / "other.hdplan", title="Other", office="Varenia", passphrase="")
    assert window.room_key == "stakeholders"
    assert "network" not in _seen(window)


def test_the_way_from_a_profile_into_the_network_shows_the_room(window: MainWindow) -> None:
    _tie(window)
    gateway = window.context.gateway
    target = gateway.read(ties.tie_rows, campaign_id=gateway.campaign_id)[0].target_id
    window.context.navigate("network", target)
    assert window.room_key == "network"
    assert window.page().panel.routes.target_id == target  # type: ignore[attr-defined]  # the page of the network


def test_the_rooms_stand_in_the_order_of_the_work_and_a_file_opens_with_the_stakeholders(
    window: MainWindow,
) -> None:
    order = [room.key for room in ROOMS]
    assert order == ["objectives", "stakeholders", "network", "messages", "channels", "packs"]
    assert window.room_key == FIRST_ROOM == "stakeholders"
