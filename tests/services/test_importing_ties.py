"""Ties brought in at once: with those whom nobody knew, into the campaign, as one step."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.network import Tie
from hdplanner.domain.values import TieKind, TieSign
from hdplanner.errors import NotFoundError
from hdplanner.services import importing, stakeholders
from hdplanner.services.importing import StakeholderDraft, TieDraft
from hdplanner.services.values import derived_key
from hdplanner.storage import Document, Label


def test_ties_and_whom_nobody_knew_come_in_as_one_step(document, plan, undoable):
    outside = document.edit(Label("x"), lambda s: stakeholders.add_stakeholder(s, name="Port")).result
    made = [StakeholderDraft("new", 2, {"name": "Bank"})]
    ties = [
        TieDraft("t1", 2, "new", plan.ministry, {"kind": TieKind.FINANCES, "strength": 3, "evidence": "Law"}),
        TieDraft("t2", 3, outside, "new", {"kind": TieKind.TRUST, "sign": TieSign.OBSTRUCTING}),
    ]
    assert undoable(lambda s: importing.apply_ties(s, ties, made, campaign_id=plan.campaign)) == ["t1", "t2"]
    rows = document.read(lambda s: {row.id: row for row in s.scalars(select(Tie))})
    assert (rows["t1"].strength, rows["t1"].sign, rows["t1"].confidence) == (3, TieSign.SUPPORTIVE, None)
    assert (rows["t2"].kind, rows["t2"].sign) == (TieKind.TRUST, TieSign.OBSTRUCTING)
    involved = document.read(lambda s: {row.stakeholder_id: row.id for row in s.scalars(select(Involvement))})
    assert {"new", outside, plan.ministry} <= set(involved)
    parts = {"campaign_id": plan.campaign, "stakeholder_id": "new"}
    assert involved["new"] == derived_key(Involvement, parts)
    assert document.read(lambda s: importing.known_ties(s, plan.campaign)) == {
        ("new", plan.ministry, "finances"),
        (outside, "new", "trust"),
    }


def test_every_name_of_a_stakeholder_is_known(document, plan):
    known = {one.id: one for one in document.read(importing.known_stakeholders)}
    assert (known[plan.ally].names, known[plan.ally].code_name) == (("Union of mayors",), "Cedar")


def test_without_an_office_nothing_is_made():
    with Document.in_memory() as empty, pytest.raises(NotFoundError):
        empty.edit(Label("x"), lambda s: importing.apply_ties(s, [], [], campaign_id="c"))
