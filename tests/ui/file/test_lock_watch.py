from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hdplanner.progress import Progress
from hdplanner.ui import app as application
from hdplanner.ui.file import lock_sources
from hdplanner.ui.file.lock_sources import SaverSource, SleepSource, leaves
from hdplanner.ui.file.lock_watch import IdleWatch
from hdplanner.ui.settings import LOCK_MINUTES, Settings
from hdplanner.ui.shell.dialogs import SettingsDialog
from hdplanner.ui.shell.main_window import MainWindow
from tests.ui.file.locking import is_locked, make_secret

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEN = 600.0


class Clock:
    """A clock on the wall that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qapp: QApplication, clock: Clock) -> Iterator[IdleWatch]:
    made = IdleWatch(QKeySequence("Ctrl+L"), now=clock)
    made.start(10)
    yield made
    made.start(0)


@pytest.fixture
def secret(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.show()
    make_secret(made, tmp_path / "plan.hdplan")
    yield made
    made.context.gateway.close()
    made.close()


def test_nothing_is_said_before_the_time_is_over(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    clock.now += TEN - 1
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.now += 1
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_a_key_or_the_pointer_counts_anew(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.follow(field.windowHandle())
    clock.now += TEN - 1
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert field.text() == "a"
    clock.now += TEN - 1
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()


def test_the_first_key_after_a_long_sleep_locks_and_is_not_written(
    watch: IdleWatch, clock: Clock, qtbot: QtBot
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.follow(field.windowHandle())
    clock.now += 8 * 3600
    with qtbot.waitSignal(watch.idle):
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert field.text() == ""


def test_a_clock_that_was_set_back_starts_the_count_again(
    watch: IdleWatch, clock: Clock, qtbot: QtBot
) -> None:
    clock.now -= 3600
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.now += TEN
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_zero_minutes_never_lock(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    watch.start(0)
    clock.now += 100 * TEN
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()


def test_an_encrypted_file_is_locked_when_nobody_is_there(secret: MainWindow) -> None:
    secret.guard.watch.idle.emit()
    assert is_locked(secret)


def test_a_plain_file_is_not_watched(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    window = application.make_window(qapp, Settings(theme="light"))
    qtbot.addWidget(window)
    assert window.files.make(tmp_path / "plain.hdplan", title="Plan", office="", passphrase="")
    assert window.guard.watch._limit == 0
    window.guard.lock.lock_if_secret()
    assert window.context.gateway.is_open
    assert window.banner.text() == ""
    window.close()


def test_work_goes_on_to_its_end_before_an_unwatched_file_is_locked(secret: MainWindow, qtbot: QtBot) -> None:
    may_end = threading.Event()

    def job(_progress: Progress) -> str:
        may_end.wait(30)
        return "done"

    task = secret.context.start("Long work", job)
    secret.guard.watch.idle.emit()
    assert not is_locked(secret)
    with qtbot.waitSignal(task.finished):
        may_end.set()
    secret.guard.watch.idle.emit()
    assert is_locked(secret)


def test_sleep_locks_at_once(secret: MainWindow) -> None:
    secret.guard.lock.lock_if_secret()
    assert is_locked(secret)


def test_windows_says_when_it_sleeps_and_when_it_is_locked() -> None:
    assert leaves(0x0218, 0x0004)
    assert leaves(0x02B1, 0x0007)
    assert not leaves(0x0218, 0x0007)
    assert not leaves(0x02B1, 0x0008)
    assert not leaves(0x0100, 0x0004)


@pytest.fixture
def buses(qapp: QApplication) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Two ends of a bus of the test's own: one hears, one speaks."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon on this machine")
    said = subprocess.run(
        [daemon, "--session", "--print-address=1", "--print-pid=1", "--fork"],
        capture_output=True,
        text=True,
        check=True,
    )
    address, process = said.stdout.split()[:2]
    hears, speaks = f"hears {process}", f"speaks {process}"  # a name is never given twice
    try:
        yield QDBusConnection.connectToBus(address, hears), QDBusConnection.connectToBus(address, speaks)
    finally:
        QDBusConnection.disconnectFromBus(hears)
        QDBusConnection.disconnectFromBus(speaks)
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGTERM)


def _listens(bus: QDBusConnection) -> None:
    """What was asked of a bus has reached it once it answers: another end may speak now."""
    daemon = "org.freedesktop.DBus"
    answer = bus.call(QDBusMessage.createMethodCall(daemon, "/org/freedesktop/DBus", daemon, "GetId"))
    assert answer.type() == QDBusMessage.MessageType.ReplyMessage


def _say(bus: QDBusConnection, path: str, interface: str, name: str, *words: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(words))
    assert bus.send(message)


def test_logind_is_heard_when_the_machine_goes_to_sleep_and_not_when_it_wakes(
    buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    hears, speaks = buses
    source = SleepSource(hears)
    _listens(hears)
    manager = f"{lock_sources.LOGIN}.Manager"
    heard: list[None] = []
    source.left.connect(lambda: heard.append(None))
    _say(speaks, "/org/freedesktop/login1", manager, "PrepareForSleep", False)
    with qtbot.waitSignal(source.left):
        _say(speaks, "/org/freedesktop/login1", manager, "PrepareForSleep", True)
    assert len(heard) == 1
    with qtbot.waitSignal(source.left):
        _say(speaks, "/org/freedesktop/login1/session/_31", f"{lock_sources.LOGIN}.Session", "Lock")


@pytest.mark.parametrize("name", lock_sources.SAVERS)
def test_a_screen_saver_is_heard_when_it_comes_on(
    buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot, name: str
) -> None:
    hears, speaks = buses
    source = SaverSource(hears)
    _listens(hears)
    heard: list[None] = []
    source.left.connect(lambda: heard.append(None))
    _say(speaks, "/org/gnome/ScreenSaver", name, "ActiveChanged", False)
    with qtbot.waitSignal(source.left):
        _say(speaks, "/org/gnome/ScreenSaver", name, "ActiveChanged", True)
    assert len(heard) == 1


def test_a_machine_without_a_bus_is_no_trouble(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent/bus", "nowhere")
    monkeypatch.setattr(QDBusConnection, "systemBus", lambda: nowhere)
    window = QLineEdit()
    qtbot.addWidget(window)
    monkeypatch.setattr("sys.platform", "linux")
    assert lock_sources.sources(window, window, session=False) == []


def test_what_the_person_chose_is_kept_and_taken_up_at_once(secret: MainWindow) -> None:
    dialog = SettingsDialog(secret.context.settings, secret)
    assert dialog.lock.currentData() == 10
    dialog.lock.setCurrentIndex(LOCK_MINUTES.index(2))
    dialog.clipboard.setChecked(False)
    dialog.titles.setChecked(True)
    dialog.accept()
    secret.guard.apply_settings()
    assert secret.guard.watch._limit == 120
    kept = Settings.load()
    assert (kept.lock_minutes, kept.clear_clipboard, kept.neutral_titles) == (2, False, True)


def test_settings_that_make_no_sense_lock_after_ten_minutes(own_home: Path) -> None:
    from hdplanner.paths import settings_dir

    settings_dir().mkdir(parents=True, exist_ok=True)
    (settings_dir() / "settings.json").write_text('{"lock_minutes": 100000}', encoding="utf-8")
    assert Settings.load().lock_minutes == 10
