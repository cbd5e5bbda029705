"""Copies of a file that went apart, and the way of a merge through the window: for tests of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.services import stakeholders
from hdplanner.storage import Document, Label
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.merge import MergeCommand
from hdplanner.ui.file.merge_window import MergeDialog

MINISTRY, RADIO = "Ministry of Finance", "Radio Varenia"


def change(document: Document, name: str, **values: Any) -> None:
    def work(session: Session) -> None:
        key = session.execute(select(Stakeholder.id).where(Stakeholder.name == name)).scalar_one()
        stakeholders.update_stakeholders(session, [key], **values)

    document.edit(Label("stakeholder.update"), work)


def mandate(context: AppContext, name: str) -> str:
    found = context.gateway.document.read(
        lambda session: session.execute(
            select(Stakeholder.mandate).where(Stakeholder.name == name)
        ).scalar_one_or_none()
    )
    return str(found)


def apart(context: AppContext, path: Path, passphrase: str | None = None) -> Path:
    """A copy in which the field office changed both bodies; here the ministry was changed otherwise."""
    context.gateway.document.save_copy(path, passphrase)
    with Document.open(path, author="Field office", passphrase=passphrase) as other:
        change(other, MINISTRY, mandate="Leads the drafting")
        change(other, RADIO, mandate="Broadcasts")
    change(context.gateway.document, MINISTRY, mandate="Drafts the law")
    return path


def deciding(monkeypatch: pytest.MonkeyPatch, decide: Callable[[MergeDialog], int]) -> None:
    monkeypatch.setattr(MergeDialog, "exec", decide)


def merge(qtbot: QtBot, context: AppContext, window: QWidget, path: Path) -> None:
    MergeCommand(context, window, path).plan()
    qtbot.waitUntil(lambda: not context.tasks.busy(), timeout=20_000)


def add(document: Document, name: str, campaign_id: str) -> str:
    return document.edit(
        Label("stakeholder.add"),
        lambda session: stakeholders.add_stakeholder(session, name=name, campaign_id=campaign_id),
    ).result


def key(document: Document, name: str) -> str:
    return document.read(
        lambda session: session.execute(select(Stakeholder.id).where(Stakeholder.name == name)).scalar_one()
    )


def delete(document: Document, name: str) -> None:
    keys = [key(document, name)]
    document.edit(
        Label("stakeholder.delete"), lambda session: stakeholders.delete_stakeholders(session, keys)
    )


def every_kind(context: AppContext, path: Path) -> Path:
    """A copy that went apart in each way there is: a field, a deletion, an addition to what went, a circle, a double."""
    mine, campaign = context.gateway.document, context.gateway.campaign_id
    names = ("North league", "South league", "Press council", "Wells board")
    ids = {name: add(mine, name, campaign) for name in names}
    mine.save_copy(path, None)
    with Document.open(path, author="Field office") as other:
        change(other, MINISTRY, mandate="Leads the drafting")
        change(other, RADIO, mandate="Broadcasts")
        change(other, "North league", parent_id=ids["South league"])
        change(other, name_of(other, add(other, "Local desk", campaign)), parent_id=ids["Press council"])
        delete(other, "Wells board")
        add(other, "Ministry of Water and Rivers", campaign)
    change(mine, MINISTRY, mandate="Drafts the law")
    delete(mine, RADIO)
    change(mine, "South league", parent_id=ids["North league"])
    delete(mine, "Press council")
    change(mine, "Wells board", note="Asked for our paper")
    add(mine, "Ministry of Water and Rivers", campaign)
    return path


def name_of(document: Document, key: str) -> str:
    return document.read(
        lambda session: session.execute(select(Stakeholder.name).where(Stakeholder.id == key)).scalar_one()
    )
