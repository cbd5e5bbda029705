"""A window's parts on a real file in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hdplanner.domain.values import ActorType, StakeholderKind
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.common.theme import Theme, load_theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.settings import Settings

DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def an_empty_desk(qapp: QApplication) -> None:
    """What a test leaves open (an inspector without its window) is gone, or it is dressed again with every theme."""
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_key_is_held(qapp: QApplication) -> Iterator[None]:
    """Qt remembers the Shift or Ctrl of the last simulated key or click; the next test must not."""
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        somewhere = QWidget()
        QTest.keyClick(somewhere, Qt.Key.Key_Home)
        somewhere.deleteLater()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return load_theme("light")


@pytest.fixture
def context(qapp: QApplication, an_empty_desk: None) -> Iterator[AppContext]:
    made = AppContext(Settings(theme="light"), Appearance(qapp, "light"))
    yield made
    made.tasks.stop_all()
    made.gateway.close()


@pytest.fixture
def opened(context: AppContext, tmp_path: Path) -> AppContext:
    """A context whose file holds three stakeholders: two assessed, one not."""
    context.gateway.create(tmp_path / "plan.hdplan", title="Disaster law", office="Varenia National Society")
    fill(context)
    return context


def fill(context: AppContext) -> None:
    from hdplanner.services import assessments, stakeholders

    gateway = context.gateway
    for name, kind, rated in (
        ("Ministry of Finance", StakeholderKind.INSTITUTION, {"influence": 5, "interest": 4}),
        ("Radio Varenia", StakeholderKind.INSTITUTION, {"influence": 2, "interest": 3}),
        ("Union of mayors", StakeholderKind.GROUP, {}),
    ):
        key = gateway.run(
            "stakeholder.add",
            stakeholders.add_stakeholder,
            about={},
            made="stakeholder",
            name=name,
            campaign_id=gateway.campaign_id,
            kind=kind,
            actor_type=ActorType.MINISTRY if "Ministry" in name else None,
        )
        assert key is not None
        if rated:
            gateway.run(
                "stakeholder.assess",
                assessments.assess,
                about={"stakeholder": key},
                campaign_id=gateway.campaign_id,
                moves={key: rated},
                made_on=DAY,
                author="HD adviser",
            )
