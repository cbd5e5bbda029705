from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.rules_salience import Salience
from hdplanner.domain.values import Motive, StakeholderKind, StakeholderRoleValue
from hdplanner.errors import AmbiguousNameError, InvalidValueError, NotFoundError
from hdplanner.services import cells, pasting
from hdplanner.services.importing import StakeholderDraft
from hdplanner.services.stakeholder_extras import FIELDS, extra_facts
from hdplanner.services.stakeholders import StakeholderRow, add_stakeholder, stakeholder_rows
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)


def _write(session: Session, plan: Any, wanted: dict[str, dict[str, Any]], **more: Any) -> int:
    return cells.write_cells(
        session, campaign_id=plan.campaign, cells=wanted, made_on=TODAY, author="HD adviser", **more
    )


def _rows(document: Document, plan: Any) -> dict[str, StakeholderRow]:
    rows = document.read(lambda session: stakeholder_rows(session, plan.campaign, today=TODAY))
    return {row.id: row for row in rows}


def _extras(document: Document, plan: Any, *fields: str) -> dict[str, dict[str, Any]]:
    return document.read(lambda session: extra_facts(session, plan.campaign, fields))


def test_cells_of_every_kind_are_one_act(document: Document, plan: Any, undoable: Any) -> None:
    done = undoable(
        lambda session: _write(
            session,
            plan,
            {
                plan.ministry: {
                    "kind": StakeholderKind.GROUP,
                    "owner": "Head of delegation",
                    "next_step": "Call",
                    "roles": (StakeholderRoleValue.ALLY,),
                    "languages": ("fr", "ar"),
                    "tags": ("budget",),
                    "mandate": "The budget",
                    "influence": 5,
                    "position": -1,
                },
                plan.minister: {"parent": "Ministry of Finance", "tags": ("Budget", "press")},
            },
        )
    )
    rows = _rows(document, plan)
    ministry = rows[plan.ministry]
    assert done == 2
    assert (ministry.kind, ministry.owner, ministry.next_step) == (
        StakeholderKind.GROUP,
        "Head of delegation",
        "Call",
    )
    assert (ministry.influence, ministry.assessed_position, ministry.made_on) == (5, -1, TODAY)
    assert rows[plan.minister].parent == "Ministry of Finance"
    extras = _extras(document, plan, "tags", "languages", "mandate")
    assert extras["tags"] == {plan.ministry: ("budget",), plan.minister: ("budget", "press")}
    assert extras["languages"] == {plan.ministry: ("ar", "fr")}
    assert extras["mandate"] == {plan.ministry: "The budget"}


def test_salience_is_told_where_all_three_are_judged(document: Document, plan: Any, undoable: Any) -> None:
    undoable(
        lambda session: _write(
            session,
            plan,
            {
                plan.ministry: {"influence": 5, "legitimacy": True, "urgency": False},
                plan.ally: {"legitimacy": False},
                plan.person: {},
            },
        )
    )
    extras = _extras(document, plan, "salience", "legitimacy", "urgency")
    assert extras["salience"] == {plan.ministry: Salience.DOMINANT}
    assert extras["legitimacy"] == {plan.ministry: True, plan.ally: False}
    assert extras["urgency"] == {plan.ministry: False}


def test_a_judgement_of_another_day_keeps_its_day(document: Document, plan: Any, undoable: Any) -> None:
    undoable(
        lambda session: _write(
            session,
            plan,
            {
                plan.ministry: {"influence": 3, "made_on": date(2026, 5, 1), "evidence": "A letter"},
                plan.ally: {"influence": 2},
            },
        )
    )
    rows = _rows(document, plan)
    assert (rows[plan.ministry].made_on, rows[plan.ministry].evidence) == (date(2026, 5, 1), "A letter")
    assert rows[plan.ally].made_on == TODAY


@pytest.mark.parametrize(
    ("who", "values", "error"),
    [
        ("ministry", {"parent": "Nobody"}, NotFoundError),
        ("ministry", {"influence": 9}, InvalidValueError),
        ("ministry", {"name": " "}, InvalidValueError),
        ("ministry", {"no_such": 1}, InvalidValueError),
        ("ifrc", {"influence": 3}, InvalidValueError),
        ("person", {"influence": 3}, InvalidValueError),
        ("ministry", {"influence": 3, "made_on": date(2999, 1, 1)}, InvalidValueError),
    ],
)
def test_one_cell_that_is_refused_leaves_all_as_it_was(
    document: Document, plan: Any, who: str, values: dict[str, Any], error: type[Exception]
) -> None:
    wanted = {plan.ally: {"country": "VR"}, getattr(plan, who): values}
    with pytest.raises(error):
        document.edit(Label("test.edit"), lambda session: _write(session, plan, wanted))
    assert _rows(document, plan)[plan.ally].country == ""


def test_a_parent_of_whose_name_there_are_two_is_refused(document: Document, plan: Any) -> None:
    document.edit(Label("test.edit"), lambda session: add_stakeholder(session, name="Union of mayors"))
    with pytest.raises(AmbiguousNameError):
        document.edit(
            Label("test.edit"),
            lambda session: _write(session, plan, {plan.ministry: {"parent": "Union of mayors"}}),
        )


def test_a_field_that_nobody_filled_in_is_empty(document: Document, plan: Any) -> None:
    found = _extras(document, plan, *FIELDS)
    assert set(found) == set(FIELDS)
    assert all(not values for field, values in found.items() if field != "notice")


def test_facts_of_some_are_read_alone(document: Document, plan: Any) -> None:
    wanted = {plan.ministry: {"mandate": "A"}, plan.ally: {"mandate": "B"}}
    document.edit(Label("test.edit"), lambda session: _write(session, plan, wanted))
    found = document.read(lambda session: extra_facts(session, plan.campaign, ["mandate"], ids=[plan.ally]))
    assert found == {"mandate": {plan.ally: "B"}}


def test_what_judges_a_person_is_shown_only_where_the_ground_is_recorded(
    document: Document, plan: Any
) -> None:
    judging = {"motives": (Motive(next(iter(Motive))),), "interests": "Stays in office"}
    wanted = {plan.person: dict(judging), plan.ifrc: dict(judging), plan.ministry: dict(judging)}
    document.edit(Label("test.edit"), lambda session: _write(session, plan, wanted))
    assert set(_extras(document, plan, "interests")["interests"]) == {plan.ministry}
    assert set(_extras(document, plan, "motives")["motives"]) == {plan.ministry}
    document.edit(Label("test.edit"), plan.lawful)
    assert set(_extras(document, plan, "interests")["interests"]) == {plan.ministry, plan.person}


def test_a_pasted_table_makes_and_changes_in_one_act(document: Document, plan: Any, undoable: Any) -> None:
    elsewhere = document.edit(
        Label("test.edit"), lambda session: add_stakeholder(session, name="Of another plan")
    ).result
    draft = StakeholderDraft("01936d7e-0000-7000-8000-000000000001", 2, {"name": "New body"})
    done = undoable(
        lambda session: pasting.paste_table(
            session,
            campaign_id=plan.campaign,
            drafts=[draft],
            cells={draft.id: {"owner": "HD adviser"}, plan.ministry: {"country": "VR"}, elsewhere: {}},
            made_on=TODAY,
            author="HD adviser",
        )
    )
    rows = _rows(document, plan)
    assert done == 3
    assert rows[draft.id].owner == "HD adviser"
    assert (rows[plan.ministry].country, elsewhere in rows) == ("VR", True)


def test_a_paste_for_somebody_who_is_gone_makes_nothing(document: Document, plan: Any) -> None:
    draft = StakeholderDraft("01936d7e-0000-7000-8000-000000000001", 2, {"name": "New body"})
    with pytest.raises(NotFoundError):
        document.edit(
            Label("test.edit"),
            lambda session: pasting.paste_table(
                session,
                campaign_id=plan.campaign,
                drafts=[draft],
                cells={"gone": {"country": "VR"}},
                made_on=TODAY,
                author="HD adviser",
            ),
        )
    assert draft.id not in _rows(document, plan)
