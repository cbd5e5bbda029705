from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hdplanner.domain.values import Component, Sensitivity
from hdplanner.errors import InvalidValueError, NotFoundError, TextTooLongError
from hdplanner.services import objectives, parts
from hdplanner.services.parts import PARTS
from hdplanner.services.values import today_here
from hdplanner.storage import Document, Label


def added(undoable: Any, part: str, parent: str, **values: Any) -> str:
    return str(undoable(lambda s: parts.add_part(s, part=part, parent_id=parent, **values)))


@pytest.fixture
def objective(undoable: Any, plan: Any) -> str:
    return added(undoable, "objective", plan.campaign, title="A law before the floods")


def details(document: Document, plan: Any) -> list[objectives.ObjectiveRow]:
    return document.read(lambda s: objectives.objective_details(s, plan.campaign))


def test_an_objective_holds_its_asks_and_lines_in_their_order(
    plan: Any, document: Document, undoable: Any, objective: str
) -> None:
    added(
        undoable, "ask", objective, action="Vote for it", addressee_id=plan.ministry, due_on=date(2027, 1, 2)
    )
    first = added(undoable, "ask", objective, action="Table it")
    undoable(lambda s: parts.move_part(s, part="ask", row_id=first, place=0))
    added(undoable, "red_line", objective, text="No names of volunteers")
    added(undoable, "bottom_line", objective, minimum="A decree")
    added(
        undoable,
        "movement_consultation",
        plan.campaign,
        objective_id=objective,
        component=Component.ICRC,
        held_on=date(2026, 3, 1),
    )

    (row,) = details(document, plan)

    assert [ask.action for ask in row.asks] == ["Table it", "Vote for it"]
    assert row.asks[1].addressee == "Ministry of Finance"
    assert row.red_lines[0].sensitivity is Sensitivity.STRICTLY_CONFIDENTIAL
    assert row.bottom_lines[0].sensitivity is Sensitivity.STRICTLY_CONFIDENTIAL
    assert row.consultations[0].component is Component.ICRC


def test_objectives_are_put_in_order_and_deleted_with_what_hangs_on_them(
    plan: Any, document: Document, undoable: Any, objective: str
) -> None:
    second = added(undoable, "objective", plan.campaign, title="A budget line")
    added(undoable, "ask", second, action="Vote")
    undoable(lambda s: parts.move_part(s, part="objective", row_id=second, place=0))
    assert [row.title for row in details(document, plan)] == ["A budget line", "A law before the floods"]

    assert undoable(lambda s: parts.delete_parts(s, part="objective", ids=[second])) == 1
    assert document.read(lambda s: objectives.ask_rows(s, plan.campaign)) == []


def test_the_theory_of_change_is_a_chain_in_the_order_of_people(
    plan: Any, document: Document, undoable: Any
) -> None:
    last = added(undoable, "change_step", plan.campaign, text="Relief goods arrive in time")
    added(undoable, "change_step", plan.campaign, text="Customs waive duties", assumption="The law is known")
    undoable(lambda s: parts.move_part(s, part="change_step", row_id=last, place=9))

    rows = document.read(lambda s: objectives.change_rows(s, plan.campaign))
    assert [row.text for row in rows] == ["Customs waive duties", "Relief goods arrive in time"]


def test_two_asks_that_contradict_say_so_of_each_other(
    plan: Any, document: Document, undoable: Any, objective: str
) -> None:
    one, two = (added(undoable, "ask", objective, action=text) for text in ("Waive duties", "Keep duties"))
    undoable(lambda s: objectives.set_conflict(s, two, one, why="One tariff"))

    asks = {row.id: row for row in document.read(lambda s: objectives.ask_rows(s, plan.campaign))}
    assert (asks[one].conflicts, asks[two].conflicts) == ((two,), (one,))

    undoable(lambda s: objectives.clear_conflict(s, one, two))
    assert document.read(lambda s: objectives.ask_rows(s, plan.campaign))[0].conflicts == ()
    with pytest.raises(InvalidValueError, match="cannot contradict itself"):
        document.edit(Label("test.edit"), lambda s: objectives.set_conflict(s, one, one))


@pytest.mark.parametrize(
    ("part", "values", "why"),
    [
        ("objective", {"title": "   "}, "needs a title"),
        ("objective", {}, "needs a title"),
        ("red_line", {"text": ""}, "needs its words"),
        ("ask", {"action": "x", "due_on": date(1850, 1, 1)}, "before 1900"),
        ("ask", {"action": "x", "met_on": today_here() + timedelta(days=2)}, "in the future"),
        ("bank_line", {"text": "x", "language": "klingon"}, "no such language"),
        ("word_choice", {"word": " "}, "which word"),
        ("proof_point", {"text": "x", "colour": "red"}, "no such field"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    plan: Any, document: Document, objective: str, part: str, values: dict[str, Any], why: str
) -> None:
    parent = objective if PARTS[part].parent == "objective_id" else plan.campaign
    with pytest.raises(InvalidValueError, match=why):
        document.edit(Label("test.edit"), lambda s: parts.add_part(s, part=part, parent_id=parent, **values))


def test_a_text_of_a_megabyte_is_refused_and_nothing_is_cut(
    plan: Any, document: Document, objective: str
) -> None:
    with pytest.raises(TextTooLongError):
        document.edit(
            Label("test.edit"),
            lambda s: parts.update_parts(s, part="objective", ids=[objective], statement="x" * 1_000_000),
        )
    assert details(document, plan)[0].statement == ""


def test_a_part_of_something_that_is_gone_is_refused(plan: Any, document: Document) -> None:
    with pytest.raises(NotFoundError):
        document.edit(
            Label("test.edit"), lambda s: parts.add_part(s, part="ask", parent_id="gone", action="Vote")
        )


def test_several_are_changed_as_one_act(plan: Any, document: Document, undoable: Any, objective: str) -> None:
    keys = [added(undoable, "ask", objective, action=text) for text in ("Vote", "Sign")]
    undoable(lambda s: parts.update_parts(s, part="ask", ids=keys, verification="The gazette"))
    assert {row.verification for row in details(document, plan)[0].asks} == {"The gazette"}


def test_every_kind_of_part_hangs_on_a_parent_that_exists() -> None:
    for name, kind in PARTS.items():
        table: Any = kind.mapped.__table__
        assert table.name == name
        assert table.c[kind.parent].foreign_keys
        assert all(day in table.c for day in kind.past)
        assert not kind.needs or kind.needs in table.c
