"""A stranger opens the sample, drags a minister, takes it back, closes, comes again and makes it again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from hdplanner.figures.methods import locate
from hdplanner.ui.shell.rooms import ROOMS
from hdplanner.ui.stakeholders.page import StakeholdersPage
from tests.flows.conftest import Start

LEFT = Qt.MouseButton.LeftButton
MINISTER = "Minister of Finance"


def _point(page: StakeholdersPage, x: float, y: float) -> QPoint:
    place = page.grid.camera.to_page(x, y)
    return QPoint(round(place[0]), round(place[1]))


def _drag(page: StakeholdersPage, row_id: str, interest: int, influence: int, qtbot: QtBot) -> None:
    mark = page.grid.scene.mark(row_id)
    assert mark is not None
    begin = _point(page, mark.x, mark.y)
    end = _point(page, *locate(page.grid.scene.layout, interest, influence))
    qtbot.mousePress(page.grid, LEFT, pos=begin)
    for step in range(1, 6):
        qtbot.mouseMove(page.grid, begin + (end - begin) * (step / 5))
    qtbot.mouseRelease(page.grid, LEFT, pos=end)


def _ratings(page: StakeholdersPage) -> tuple[int | None, int | None]:
    row = next(row for row in page.source.rows if row.name == MINISTER)
    return row.influence, row.interest


def test_a_stranger_drags_a_minister_undoes_closes_reopens_and_redoes(start: Start, qtbot: QtBot) -> None:
    window = start()
    window.welcome.sample_wanted.emit()
    assert window.banner.text() == ""
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    assert page.count() >= 60
    before = _ratings(page)
    minister = next(row.id for row in page.source.rows if row.name == MINISTER)

    _drag(page, minister, interest=2, influence=3, qtbot=qtbot)
    assert _ratings(page) == (3, 2)
    assert window.top_bar.undo_button.defaultAction().toolTip() == f"Undo move {MINISTER}"

    window.actions_by_key["undo"].trigger()
    assert _ratings(page) == before
    window.close()

    again = start()
    path = again.context.settings.recent_files()[0]
    again.welcome.recent_chosen.emit(path)
    page = again.page()
    assert isinstance(page, StakeholdersPage)
    assert _ratings(page) == before
    again.actions_by_key["redo"].trigger()
    assert _ratings(page) == (3, 2)
    assert again.context.gateway.document.verify() == []


def test_the_sample_opens_as_the_same_file_the_second_time(start: Start) -> None:
    window = start()
    window.files.open_sample()
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    page.edits.add("A body of our own")
    window.close()
    again = start()
    again.files.open_sample()
    page = again.page()
    assert isinstance(page, StakeholdersPage)
    assert any(row.name == "A body of our own" for row in page.source.rows)


def test_the_sample_of_votes_opens_beside_it_with_every_room_in_a_pose(start: Start, qtbot: QtBot) -> None:
    window = start()
    window.actions_by_key["sample_votes"].trigger()
    assert window.banner.text() == ""
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    assert {row.assessed_position for row in page.source.rows} == {None}
    assert {row.position for row in page.source.rows} > {-2, 2}
    for room in ROOMS:
        window.show_room(room.key)
        for name in window.page().poses():
            window.page().pose(name)
    qtbot.waitUntil(lambda: not window.context.tasks.busy(), timeout=20_000)
    assert window.context.gateway.document.path is not None
    assert "votes" in window.context.gateway.document.path.name
