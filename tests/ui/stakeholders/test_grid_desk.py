"""The grid through time, since the last briefing, as several judged it, and its picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Sensitivity, StakeholderKind
from hdplanner.figures.methods import GridMethod
from hdplanner.services.values import today_here
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders import grid_picture
from hdplanner.ui.stakeholders.page import StakeholdersPage

SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 1)


@pytest.fixture
def page(opened: AppContext, qtbot: QtBot) -> StakeholdersPage:
    made = StakeholdersPage(opened)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def _id(page: StakeholdersPage, name: str) -> str:
    return next(row.id for row in page.source.rows if row.name == name)


def _assess(page: StakeholdersPage, name: str, day: date, author: str = "HD adviser", **values: int) -> None:
    from hdplanner.services import assessments

    gateway = page.context.gateway
    gateway.run(
        "stakeholder.assess",
        assessments.assess,
        about={},
        campaign_id=gateway.campaign_id,
        moves={_id(page, name): values},
        made_on=day,
        author=author,
    )
    page.desk.read_again()


def _place(page: StakeholdersPage, name: str) -> tuple[int | None, int | None] | None:
    mark = page.grid.scene.mark(_id(page, name))
    return None if mark is None else (mark.row.influence, mark.row.interest)


def test_the_slider_stops_at_the_days_of_judgements_and_today(page: StakeholdersPage) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    assert page.grid_pane.time.track.stops == (SPRING, SUMMER, today_here())
    assert page.grid_pane.time.isVisible()


def test_the_slider_shows_grid_and_table_as_they_stood_and_back(page: StakeholdersPage) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    track = page.grid_pane.time.track
    track.setValue(0)
    assert _place(page, "Radio Varenia") == (2, 3)
    assert [row.influence for row in page.model.all_rows() if row.name == "Radio Varenia"] == [2]
    assert page.desk.past_strip.isVisible()
    track.setValue(1)
    assert _place(page, "Radio Varenia") == (4, 3)
    page.desk.past_strip.back.click()
    assert (track.at_end, page.desk.past_strip.isVisible()) == (True, False)
    assert page.desk.rows == page.source.rows


def test_the_past_cannot_be_changed_on_the_grid_or_in_the_table(page: StakeholdersPage, qtbot: QtBot) -> None:
    page.grid_pane.time.track.setValue(0)
    assert not page.grid.editable
    assert not page.model.can_edit
    page.grid_pane.time.back()
    assert page.grid.editable
    assert page.model.can_edit


def test_an_edit_leads_back_to_today(page: StakeholdersPage) -> None:
    page.grid_pane.time.track.setValue(0)
    page.edits.assess({_id(page, "Radio Varenia"): {"influence": 5}})
    assert not page.desk.is_past
    assert page.grid_pane.time.track.at_end
    assert _place(page, "Radio Varenia") == (5, 3)


def test_the_card_of_a_past_day_tells_the_age_of_that_day(page: StakeholdersPage) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    page.grid_pane.time.track.setValue(0)
    page.grid_pane.time.track.setValue(1)
    mark = page.grid.scene.mark(_id(page, "Ministry of Finance"))
    assert mark is not None
    assert page.grid.fresh(mark.row).age_days == (SUMMER - SPRING).days


def test_play_goes_through_all_days_and_ends_today(page: StakeholdersPage, qtbot: QtBot) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    bar = page.grid_pane.time
    days: list[object] = []
    bar.day_wanted.connect(days.append)
    bar.play.click()
    assert bar.playing
    while bar.playing:
        bar._on_frame()
    assert days == [SPRING, SUMMER, None]


def test_the_slider_goes_by_keyboard_and_says_where_it_is(page: StakeholdersPage, qtbot: QtBot) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    track = page.grid_pane.time.track
    qtbot.keyClick(track, Qt.Key.Key_Left)
    assert (track.day, page.desk.is_past) == (SUMMER, True)
    assert "1 Jun 2026" in track.accessibleDescription()
    qtbot.keyClick(track, Qt.Key.Key_End)
    assert not page.desk.is_past


def test_a_click_on_the_slider_goes_to_the_nearest_stop(page: StakeholdersPage) -> None:
    _assess(page, "Radio Varenia", SUMMER, influence=4)
    track = page.grid_pane.time.track
    for number, day in enumerate(track.stops):
        assert track.stop_at(track.place(day) + 2) == number


def test_without_a_briefing_nothing_is_compared(page: StakeholdersPage) -> None:
    assert not page.grid_pane.time.since.isEnabled()
    assert page.grid_pane.time.since.toolTip()


def _brief(page: StakeholdersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    from hdplanner.services import movement

    monkeypatch.setattr(movement, "briefing_days", lambda _session, **_given: [SUMMER])
    page.desk.read_again()


def test_since_the_last_briefing_names_and_highlights_who_moved(
    page: StakeholdersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _assess(page, "Radio Varenia", date(2026, 7, 1), influence=4)
    _assess(page, "Union of mayors", date(2026, 7, 1), influence=3, interest=3)
    _brief(page, monkeypatch)
    page.grid_pane.time.since.setChecked(True)
    strip = page.desk.since_strip
    assert strip.isVisible()
    radio, mayors = _id(page, "Radio Varenia"), _id(page, "Union of mayors")
    assert {radio, mayors} <= (page.desk.highlighted or frozenset())
    mark = page.grid.scene.mark(radio)
    assert mark is not None
    assert mark.row.previous is not None
    assert mark.row.previous.influence == 2
    strip.chosen.emit([mayors])
    assert page.selection == (mayors,)
    strip.closed.emit()
    assert (strip.isVisible(), page.desk.highlighted) == (False, None)


def test_several_raters_are_drawn_and_the_largest_disagreement_comes_first(page: StakeholdersPage) -> None:
    today = today_here()
    _assess(page, "Radio Varenia", today, "One of us", influence=2, interest=3)
    _assess(page, "Radio Varenia", today, "Another", influence=4, interest=2)
    page.header.menu.spread.setChecked(True)
    mark = page.grid.scene.mark(_id(page, "Radio Varenia"))
    assert mark is not None
    assert len(mark.row.spread) == 2
    page.desk.raters.show_spreads(page.desk._disagreements())
    texts = [page.desk.raters.list.item(number).text() for number in range(page.desk.raters.list.count())]
    assert texts[0] == "Radio Varenia\nInfluence: Limited to High"
    page.desk.raters._on_picked(page.desk.raters.list.item(0))
    assert page.selection == (_id(page, "Radio Varenia"),)
    page.grab()


def test_who_judges_alone_has_no_disagreement(page: StakeholdersPage) -> None:
    page.desk.raters.show_spreads(page.desk._disagreements())
    assert page.desk.raters.list.count() == 1
    assert not page.desk.raters.list.item(0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_coalitions_are_outlined_and_filtered_by(page: StakeholdersPage) -> None:
    from hdplanner.services import coalitions

    gateway = page.context.gateway
    key = gateway.run(
        "coalition.add", coalitions.add_coalition, about={}, campaign_id=gateway.campaign_id, name="Friends"
    )
    assert key is not None
    radio = _id(page, "Radio Varenia")
    gateway.run("coalition.members", coalitions.set_members, about={}, coalition_id=key, ids=[radio])
    page.desk.read_again()
    page.header.menu.coalitions.setChecked(True)
    mark = page.grid.scene.mark(radio)
    assert mark is not None
    assert mark.row.coalitions == ("Friends",)
    page.grab()
    more = page.header.more
    more._offer()
    more.fields["coalition"].show_value(key)
    more.fields["coalition"].committed.emit(key)
    assert [row.name for row in page.model.shown_rows()] == ["Radio Varenia"]
    assert more.chips["coalition"].text().startswith("Coalition: Friends")
    more.chips["coalition"].click()
    assert page.model.rowCount() == 3


def test_more_filters_offer_what_the_rows_hold_and_add_up(page: StakeholdersPage) -> None:
    page.edits.own(_id(page, "Radio Varenia"), "HD adviser")
    page.edits.fact([_id(page, "Radio Varenia"), _id(page, "Ministry of Finance")], country="VR")
    offers = page.header.more.offers()
    assert (offers.owners, offers.countries, offers.tags) == (("HD adviser",), ("VR",), ())
    more = page.header.more
    more._offer()
    assert not more.fields["tag"].isEnabled()
    for key, value, names in (
        ("country", "VR", {"Radio Varenia", "Ministry of Finance"}),
        ("owner", "HD adviser", {"Radio Varenia"}),
    ):
        more.fields[key].show_value(value)
        more.fields[key].committed.emit(value)
        assert {row.name for row in page.model.shown_rows()} == names
    page.clear_filter()
    assert page.model.rowCount() == 3
    assert not any(chip.isVisible() for chip in more.chips.values())


def test_a_search_may_highlight_instead_of_hiding(page: StakeholdersPage, qtbot: QtBot) -> None:
    page.header.faint.setChecked(True)
    page.header.words.setText("RADIO")
    page.header.words.filtered.emit("RADIO")
    radio = _id(page, "Radio Varenia")
    assert len(page.grid.scene.marks) == 2
    assert page.grid._canvas.bright == frozenset({radio})
    page.grab()
    qtbot.keyClick(page.header.words, Qt.Key.Key_Return)
    assert page.selection == (radio,)
    page.header.view.choose("table")
    assert page.model.rowCount() == 1
    page.header.view.choose("grid")
    assert page.model.rowCount() == 3
    page.clear_filter()
    assert page.grid._canvas.bright is None


def test_own_axes_are_two_different_ratings_and_are_remembered(
    page: StakeholdersPage, opened: AppContext, qtbot: QtBot
) -> None:
    axes = page.header.axes
    assert not axes.across.isVisible()
    axes.choose(GridMethod.OWN)
    axes.method.committed.emit(GridMethod.OWN)
    assert axes.across.isVisible()
    axes.across.show_value("interest")
    axes.across.committed.emit("interest")
    axes.up.show_value("interest")
    axes.up.committed.emit("interest")
    layout = page.grid.scene.layout
    assert layout.y.field == "interest"
    assert layout.x.field != "interest"
    again = StakeholdersPage(opened)
    qtbot.addWidget(again)
    assert again.grid.scene.layout == layout


def test_an_unknown_layout_in_the_settings_is_the_first_one(page: StakeholdersPage) -> None:
    for text in ("", "nonsense", "own:influence:influence", "own:height:width"):
        page.header.axes.restore(text)
        page.header.axes.layout()
    page.header.axes.restore("nonsense")
    assert page.header.axes.layout().method is GridMethod.MENDELOW


def test_the_picture_is_copied_as_bitmap_and_as_drawing_with_its_marking(page: StakeholdersPage) -> None:
    page.desk.copy_picture()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    drawing = bytes(data.data("image/svg+xml").data()).decode()
    assert "Ministry of Finance" in drawing
    assert "Confidential" in drawing


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_picture_is_exported_whole(
    page: StakeholdersPage, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"grid.{ending}"
    grid_picture.export_picture(page.context, page.desk._figure(), Sensitivity.CONFIDENTIAL, path)
    qtbot.waitUntil(lambda: not page.context.tasks.busy(), timeout=60_000)
    assert path.stat().st_size > 1_000
    assert [one.name for one in tmp_path.glob("grid*")] == [path.name]


def test_a_picture_is_as_confidential_as_the_most_sensitive_it_shows(page: StakeholdersPage) -> None:
    rows = page.source.rows
    assert grid_picture.marking_of(rows, Sensitivity.PUBLIC) is Sensitivity.CONFIDENTIAL
    page.edits.fact([rows[0].id], sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL)
    marking = grid_picture.marking_of(page.source.rows, Sensitivity.PUBLIC)
    assert marking is Sensitivity.STRICTLY_CONFIDENTIAL


def test_a_new_holder_is_said_in_the_tray(page: StakeholdersPage) -> None:
    mayors = _id(page, "Union of mayors")
    page.edits.fact([mayors], kind=StakeholderKind.POST)
    page.edits.hold(mayors, "A new one", date(2026, 9, 1))
    index = page.tray.model.index(0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "New holder since 1 Sept 2026: not assessed" in tip or "New holder since 1 Sep 2026" in tip


def test_no_rating_is_shown_as_a_number(page: StakeholdersPage, qtbot: QtBot) -> None:
    from hdplanner.figures.grid import grid_figure
    from hdplanner.figures.shapes import Label
    from hdplanner.ui.stakeholders.grid_card import rating_words

    for method in GridMethod:
        page.header.axes.choose(method)
        page.header.layout_chosen.emit(page.header.axes.layout())
        shapes = grid_figure(page.grid.scene).shapes
        texts = [shape.text for shape in shapes if isinstance(shape, Label)]
        texts += [rating_words(mark.row) for mark in page.grid.scene.marks]
        assert not any(character.isdigit() for text in texts for character in text)


def test_what_is_due_while_the_file_is_lent_is_read_when_it_is_back(
    page: StakeholdersPage, qtbot: QtBot
) -> None:
    loan = page.context.gateway.document.lend()
    page.desk._due.start()
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(page.desk._due.timeout):
        pass
    assert raised == []
    assert page.desk._due.isActive()
    loan.take_back()
    qtbot.waitUntil(lambda: not page.desk._due.isActive())
