from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hdplanner.domain.rules_retention import Fate
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import CampaignStatus, NoticeStatus, StakeholderKind
from hdplanner.services import campaigns, closure, retention, rights, stakeholders
from hdplanner.services.closure import How
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import rights as acts
from hdplanner.ui.file.closure_dialog import ClosureDialog
from hdplanner.ui.file.closure_paper import as_pdf, write_certificate
from hdplanner.ui.file.erase_dialog import EraseDialog
from hdplanner.ui.file.retention_dialog import RetentionDialog
from hdplanner.ui.file.rights_notice import NoticeDialog
from hdplanner.ui.file.rights_window import RightsWindow

PAST = date(2020, 1, 1)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def persons(opened: AppContext) -> dict[str, str]:
    """Two persons, one past the day until which she is kept, and a ministry that names her."""
    made: dict[str, str] = {}
    for name, values in (
        ("Ilmara Vosk", {"retain_until": PAST}),
        ("Oren Lade", {"note": "Knows Ilmara Vosk"}),
    ):
        key = opened.gateway.run(
            "stakeholder.add",
            stakeholders.add_stakeholder,
            about={},
            made="stakeholder",
            name=name,
            campaign_id=opened.gateway.campaign_id,
            kind=StakeholderKind.PERSON,
            **values,
        )
        assert key is not None
        made[name] = key
    return made


@pytest.fixture
def shown(opened: AppContext, persons: dict[str, str], window: QWidget) -> RightsWindow:
    return acts.show_rights(opened, window)


def _names(shown: RightsWindow) -> list[str]:
    return [row.name for row in shown.model.rows()]


def _held(context: AppContext, key: str) -> Stakeholder | None:
    return context.gateway.document.read(lambda session: session.get(Stakeholder, key))


def test_persons_are_listed_what_is_due_first(shown: RightsWindow) -> None:
    assert _names(shown) == ["Ilmara Vosk", "Oren Lade"]
    assert shown.total.text() == "2 persons. 1 must be decided now."
    assert "Past the day" in str(shown.model.data(shown.model.index(0, 4)))

    shown.only_due.setChecked(True)

    assert _names(shown) == ["Ilmara Vosk"]


def test_a_field_is_written_for_all_who_are_selected_as_one_step(
    shown: RightsWindow, opened: AppContext, persons: dict[str, str]
) -> None:
    shown.table.selectAll()
    assert shown.care.who.text() == "2 persons"

    shown.care.fields["notice"].committed.emit(NoticeStatus.INFORMED)

    held = [_held(opened, key) for key in persons.values()]
    assert [one.notice for one in held if one] == [NoticeStatus.INFORMED] * 2
    assert opened.gateway.state().undo == "Change the care for the data of 2 persons"
    assert len(shown.chosen()) == 2

    opened.gateway.undo()
    assert [row.notice for row in shown.model.rows()] == [NoticeStatus.NOT_DECIDED] * 2


def test_a_window_that_was_closed_hears_of_no_change(
    shown: RightsWindow, opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    shown.close()
    qtbot.waitUntil(lambda: not isValid(shown))
    with qtbot.captureExceptions() as raised:
        opened.gateway.run("person.care", retention.set_care, ids=list(persons.values()), objected=True)
    assert raised == []


def test_what_suits_one_person_only_is_off_for_several(shown: RightsWindow) -> None:
    assert shown.access.isEnabled()

    shown.table.selectAll()

    assert not shown.access.isEnabled()
    assert shown.erase.isEnabled()


def test_a_person_is_given_everything_on_them(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("out.json", "out.txt"):
        with qtbot.waitSignal(acts.give_access(opened, persons["Ilmara Vosk"], tmp_path / name).succeeded):
            pass

    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["subject"]["name"] == "Ilmara Vosk"
    assert "Oren Lade" not in (tmp_path / "out.txt").read_text("utf-8")


def test_the_question_before_an_erasure_says_what_goes_and_waits_for_a_yes(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    document = opened.gateway.document
    subject = document.read(lambda session: rights.subject_of(session, persons["Ilmara Vosk"]))
    dialog = EraseDialog(rights.plan_erasure(document, subject))
    qtbot.addWidget(dialog)

    assert [dialog.texts.item(row).text() for row in range(dialog.texts.count())] == [
        "Stakeholder, Note: Knows Ilmara Vosk"
    ]
    assert not dialog.act.isEnabled()
    dialog.known.click()
    dialog.act.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_an_erased_person_leaves_the_list_and_the_texts(
    shown: RightsWindow, opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(acts.erase(opened, [persons["Ilmara Vosk"]]).finished):
        pass

    assert _names(shown) == ["Oren Lade"]
    other = _held(opened, persons["Oren Lade"])
    assert other is not None
    assert other.note == "Knows [erased]"


def test_what_is_due_is_decided_person_by_person(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    key = persons["Ilmara Vosk"]
    rows = opened.gateway.read(retention.person_rows, today=date(2026, 11, 22))
    dialog = RetentionDialog([row for row in rows if row.is_due], opened.appearance.theme)
    qtbot.addWidget(dialog)
    assert list(dialog.fates) == [key]
    assert not dialog.act.isEnabled()

    dialog.fates[key].show_value(Fate.PSEUDONYMISE)
    dialog.fates[key].committed.emit(Fate.PSEUDONYMISE)
    assert dialog.act.isEnabled()
    with qtbot.waitSignal(acts.carry_out(opened, dialog.decisions()).finished):
        pass

    held = _held(opened, key)
    assert held is not None
    assert held.name == "Person 1"


def test_somebody_is_kept_until_the_day_that_is_written(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    key = persons["Ilmara Vosk"]
    rows = opened.gateway.read(retention.person_rows, today=date(2026, 11, 22))
    dialog = RetentionDialog(rows[:1], opened.appearance.theme)
    qtbot.addWidget(dialog)

    dialog.fates[key].show_value(Fate.KEEP)
    dialog.fates[key].committed.emit(Fate.KEEP)
    assert dialog.days[key].isEnabled()
    dialog.days[key].committed.emit(date(2029, 1, 1))

    assert dialog.decisions() == {key: retention.Decided(Fate.KEEP, date(2029, 1, 1))}


def test_the_notice_is_copied_in_the_language_that_is_chosen(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    dialog = NoticeDialog(opened, persons["Oren Lade"])
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText().startswith("To Oren Lade")

    dialog.language.show_value("ar")
    dialog.language.committed.emit("ar")
    dialog.copy.click()

    assert "Oren Lade" in QGuiApplication.clipboard().text()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_only_archiving_a_plan_needs_no_second_word(
    opened: AppContext, persons: dict[str, str], qtbot: QtBot
) -> None:
    gateway = opened.gateway
    dialog = ClosureDialog(closure.scope(gateway.document, gateway.campaign_id))
    qtbot.addWidget(dialog)
    assert (dialog.how(), dialog.act.isEnabled()) == (How.ARCHIVE, True)

    dialog.choices[How.DELETE].click()
    assert not dialog.act.isEnabled()
    dialog.known.click()

    assert (dialog.how(), dialog.act.isEnabled()) == (How.DELETE, True)


def test_a_plan_is_closed_and_certified_on_paper(
    opened: AppContext, persons: dict[str, str], window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pdf"
    campaign = opened.gateway.campaign_id

    with qtbot.waitSignal(acts.close_plan(opened, window, campaign, How.PSEUDONYMISE, path).finished):
        pass

    assert path.read_bytes().startswith(b"%PDF")
    row = opened.gateway.read(campaigns.find_campaign, name=campaign)
    assert row.status is CampaignStatus.CLOSED


def test_a_certificate_that_cannot_be_written_can_be_saved_elsewhere(
    opened: AppContext, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    gateway = opened.gateway
    done = closure.close(gateway.document, gateway.campaign_id, How.ARCHIVE, on=date(2026, 11, 22))
    locked = tmp_path / "locked"
    locked.mkdir()
    told: list[str] = []
    opened.told.connect(lambda sentence, verb, _action: told.append(verb))

    acts.save_certificate(opened, window, done, locked / "no" / "certificate.pdf")

    assert told == ["Save the certificate elsewhere…"]


def test_the_paper_says_what_the_certificate_states(opened: AppContext, tmp_path: Path) -> None:
    from pypdf import PdfReader

    gateway = opened.gateway
    done = closure.close(gateway.document, gateway.campaign_id, How.DELETE, on=date(2026, 11, 22))
    path = tmp_path / "certificate.pdf"
    path.write_bytes(as_pdf(done))

    read = " ".join(page.extract_text() for page in PdfReader(path).pages)
    text = " ".join(unicodedata.normalize("NFKC", read).split())
    assert "Certificate of closure" in text
    assert "Varenia National Society" in text
    for ending in (".txt", ".json"):
        write_certificate(done, path.with_suffix(ending))
    assert json.loads(path.with_suffix(".json").read_text("utf-8"))["how"] == "delete"
