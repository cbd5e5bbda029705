from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.values import ContactKind, EvidenceType
from hdplanner.errors import DamagedFileError
from hdplanner.i18n import activate
from hdplanner.services import assessments, contacts, history, history_trail, stakeholders
from hdplanner.services import bin as bin_service
from hdplanner.services.history import HistoryFilter, StepDetails, StepRow
from hdplanner.services.history_parts import with_parts
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds

EVERYTHING = HistoryFilter()
Act = Callable[..., Any]


@pytest.fixture
def act(document: Document) -> Act:
    """Make one edit under its own name, and return what the service gave."""

    def run(
        label: str, service: Callable[..., Any], *arguments: Any, about: Any = None, **values: Any
    ) -> Any:
        return document.edit(Label(label, about or {}), lambda s: service(s, *arguments, **values)).result

    return run


def rate(act: Act, plan: Any, day: date, **values: Any) -> str:
    """Judge the ministry on a day."""
    made = act(
        "stakeholder.assess",
        assessments.assess,
        campaign_id=plan.campaign,
        moves={plan.ministry: values},
        made_on=day,
        author=values.pop("rater", "Ann"),
        about={"stakeholder": plan.ministry},
    )
    return str(made[0])


def told(document: Document, wanted: HistoryFilter = EVERYTHING) -> list[StepRow]:
    """Every step that is wanted, newest first."""

    def read(session: Session) -> list[StepRow]:
        sought = history.prepared(session, wanted)
        return history.steps(session, history.order(session, sought), sought)

    return document.read(read)


def details(document: Document, place: int = 0, **more: Any) -> StepDetails:
    """What one of the steps changed; 0 is the newest."""
    number = told(document)[place].number
    return document.read(lambda session: history.details(session, number, **more))


def test_a_step_says_what_by_whom_and_when(document: Document, plan: Any, act: Act) -> None:
    document.author = "Ben"
    rate(act, plan, date(2026, 5, 3), influence=4)
    step = told(document)[0]
    assert (step.sentence, step.author) == ("Move Ministry of Finance", "Ben")
    assert step.at.utcoffset() is not None
    assert not step.undone


def test_an_undone_step_stays_in_the_history_and_its_undoing_is_a_step(
    document: Document, plan: Any, act: Act
) -> None:
    rate(act, plan, date(2026, 5, 3), influence=4)
    document.undo()
    undo, move, *_rest = told(document)
    assert undo.sentence == "Undone: Move Ministry of Finance"
    assert move.undone
    assert not undo.undone
    document.redo()
    assert told(document)[0].sentence == "Done again: Move Ministry of Finance"
    assert not told(document)[2].undone


def test_a_step_tells_each_field_from_what_to_what(document: Document, plan: Any, act: Act) -> None:
    act("stakeholder.update", stakeholders.update_stakeholders, [plan.ministry], mandate="Budget law " * 40)
    (record,) = details(document).records
    assert (record.noun, record.name, record.act) == ("Stakeholder", "Ministry of Finance", "changed")
    (field,) = record.fields
    assert (field.label, field.before) == ("Mandate", "empty")
    assert field.after == ("Budget law " * 40)


def test_a_judgement_in_the_middle_of_its_scale_is_told(document: Document, plan: Any, act: Act) -> None:
    rate(act, plan, date(2026, 5, 3), stated_position=0, strained=False)
    (record,) = details(document).records
    told_there = {one.field: one.after for one in record.fields}
    assert (told_there["stated_position"], told_there["strained"]) == ("Uncommitted (0)", "No")


def test_a_deleted_record_keeps_its_name_in_the_history(document: Document, plan: Any, act: Act) -> None:
    act(
        "stakeholder.delete",
        stakeholders.delete_stakeholders,
        [plan.ally],
        about={"stakeholder": plan.ally},
    )
    assert told(document)[0].sentence == "Delete Union of mayors"
    gone = next(record for record in details(document).records if record.table == "stakeholder")
    assert (gone.name, gone.act, gone.there) == ("Union of mayors", "deleted", False)
    assert ("Code name", "Cedar", "") in [(one.label, one.before, one.after) for one in gone.fields]


def test_nothing_of_an_erased_person_is_told(document: Document, plan: Any, act: Act) -> None:
    act("stakeholder.update", stakeholders.update_stakeholders, [plan.person], note="Seen at the port")
    bury(document, "stakeholder", plan.person)
    (record,) = details(document).records
    assert (record.name, record.act, record.fields) == ("an erased record", "erased", ())
    assert "A. Person" not in str([told(document), details(document), details(document, 1)])


def test_the_history_is_filtered_by_person_period_kind_and_text(
    document: Document, plan: Any, act: Act
) -> None:
    document.author = "Ben"
    rate(act, plan, date(2026, 5, 3), influence=4, evidence="Said so at the hearing")
    document.author = "Ann"
    act("stakeholder.update", stakeholders.update_stakeholders, [plan.ally], note="100% of_them")
    assert [step.author for step in told(document, HistoryFilter(author="Ben"))] == ["Ben"]
    assert document.read(history.authors) == ["Ann", "Ben", "Test"]
    day = told(document)[0].at.date()
    assert len(told(document, HistoryFilter(since=day, until=day))) == 3
    assert told(document, HistoryFilter(since=day + timedelta(days=1))) == []
    assert told(document, HistoryFilter(until=day - timedelta(days=1))) == []
    sentences = [step.sentence for step in told(document, HistoryFilter(kind="assessment"))]
    assert sentences == ["Move Ministry of Finance"]
    assert len(told(document, HistoryFilter(text="at the HEARING"))) == 1
    assert len(told(document, HistoryFilter(text="100% of_them"))) == 1
    assert told(document, HistoryFilter(text="100%zof")) == []
    act("stakeholder.update", stakeholders.update_stakeholders, [plan.ally], note="Ébauche du décret")
    assert len(told(document, HistoryFilter(text="ébauche"))) == 1


def test_a_text_finds_the_steps_about_a_record_of_that_name_and_no_field_by_its_key(
    document: Document, plan: Any, act: Act
) -> None:
    rate(act, plan, date(2026, 5, 3), influence=4)
    found = [step.sentence for step in told(document, HistoryFilter(text="ministry of fin"))]
    assert found[0] == "Move Ministry of Finance"
    assert told(document, HistoryFilter(text="stated_words")) == []


def test_the_history_of_a_record_holds_its_parts_and_nothing_else(
    document: Document, plan: Any, act: Act
) -> None:
    made = rate(act, plan, date(2026, 5, 3), influence=4)
    act("stakeholder.update", stakeholders.update_stakeholders, [plan.ally], note="Elsewhere")
    kept = act(
        "stakeholder.contacts",
        contacts.add_contact,
        plan.ministry,
        kind=ContactKind.PRIVATE_OFFICE,
        value="desk@example.org",
    )
    act("stakeholder.contacts", contacts.delete_contact, kept)
    act("assessment.delete", assessments.delete_assessment, made)
    mine = HistoryFilter(record=("stakeholder", plan.ministry))
    assert len(told(document, mine)) == 5
    start = told(document, mine)[-1]
    of = document.read(lambda s: history.details(s, start.number, ("stakeholder", plan.ministry)))
    assert {record.key for record in of.records if record.table == "stakeholder"} == {plan.ministry}
    keys = document.read(lambda s: with_parts(s, "stakeholder", plan.ministry))
    assert ("assessment", made) in keys
    assert ("contact", kept) in keys


def test_a_large_step_is_shown_in_part_and_says_how_much_more_there_is(document: Document, plan: Any) -> None:
    shown = details(document, limit=3)
    assert len(shown.records) <= 3
    assert shown.more > 0


def test_a_rating_tells_how_it_came_about_with_its_evidence(document: Document, plan: Any, act: Act) -> None:
    first = rate(
        act,
        plan,
        date(2026, 5, 3),
        influence=3,
        evidence="Sits on the committee",
        evidence_type=EvidenceType.OFFICIAL_ACT,
        source="Gazette",
        confidence=2,
    )
    document.author = "Ben"
    rate(act, plan, date(2026, 6, 1), influence=4, evidence="Chairs it now")
    act("assessment.update", assessments.update_assessment, first, influence=2)
    trail = rating(document, plan)
    assert trail.title == "Influence: Ministry of Finance"
    assert [(one.author, one.before, one.after) for one in trail.steps] == [
        ("Ben", "Moderate (3)", "Limited (2)"),
        ("Ben", "", "High (4)"),
        ("Test", "", "Moderate (3)"),
    ]
    assert [one.holds for one in trail.steps] == [False, True, False]
    ground = trail.steps[2].ground
    assert ground is not None
    assert (ground.rater, ground.evidence, ground.evidence_type) == (
        "Ann",
        "Sits on the committee",
        "Vote/official act",
    )
    assert (ground.source, ground.confidence, ground.made_on) == ("Gazette", "Moderate (2)", date(2026, 5, 3))


def test_a_rating_taken_back_or_undone_is_part_of_its_trail(document: Document, plan: Any, act: Act) -> None:
    made = rate(act, plan, date(2026, 5, 3), influence=4)
    act("assessment.delete", assessments.delete_assessment, made)
    assert [one.way for one in rating(document, plan).steps] == ["Taken back", "Changed"]
    assert not any(one.holds for one in rating(document, plan).steps)
    document.undo()
    assert [one.way for one in rating(document, plan).steps] == ["Undone", "Taken back", "Changed"]
    assert rating(document, plan).steps[0].holds


def test_a_trail_knows_the_objective_a_position_is_on(document: Document, plan: Any, act: Act) -> None:
    rate(act, plan, date(2026, 5, 3), assessed_position=0)
    assert rating(document, plan, "assessed_position", objective_id="another").steps == ()
    assert len(rating(document, plan, "assessed_position").steps) == 1


def test_any_field_has_a_trail_and_an_erased_record_has_none(document: Document, plan: Any, act: Act) -> None:
    for country in ("KE", "UG"):
        act("stakeholder.update", stakeholders.update_stakeholders, [plan.person], country=country)
    trail = document.read(lambda s: history_trail.field_trail(s, "stakeholder", plan.person, "country"))
    assert [(one.before, one.after, one.holds) for one in trail.steps] == [
        ("KE", "UG", True),
        ("empty", "KE", False),
    ]
    bury(document, "stakeholder", plan.person)
    trail = document.read(lambda s: history_trail.field_trail(s, "stakeholder", plan.person, "country"))
    assert trail.erased
    assert "A. Person" not in str(trail)


def test_the_history_speaks_the_language_of_the_interface(document: Document, plan: Any, act: Act) -> None:
    rate(act, plan, date(2026, 5, 3), influence=4)
    activate("fr")
    assert told(document)[0].sentence != "Move Ministry of Finance"
    assert "Ministry of Finance" in told(document)[0].sentence


def test_fifty_thousand_steps_are_ordered_at_once_and_read_piece_by_piece(
    document: Document, plan: Any
) -> None:
    many_steps(document, 50_000)
    numbers = document.read(lambda s: history.order(s, EVERYTHING))
    assert len(numbers) == 50_001
    piece = document.read(lambda s: history.steps(s, numbers[20_000:20_050], EVERYTHING))
    assert [step.number for step in piece] == numbers[20_000:20_050]


def test_a_log_that_no_program_of_ours_wrote_is_damage_and_no_crash(document: Document, plan: Any) -> None:
    write(document, "UPDATE log_row SET before = 'nothing', after = '{]'")
    with pytest.raises(DamagedFileError):
        details(document)
    assert told(document, HistoryFilter(text="no such words")) == []
    assert document.read(lambda s: with_parts(s, "stakeholder", plan.ministry))
    write(document, "UPDATE log_group SET label_ids = '[1]'")
    with pytest.raises(DamagedFileError):
        told(document)


def rating(document: Document, plan: Any, field: str = "influence", **more: Any) -> history_trail.Trail:
    return document.read(lambda s: history_trail.rating_trail(s, plan.campaign, plan.ministry, field, **more))


def bury(document: Document, table: str, key: str) -> None:
    """Leave a tombstone, as an erasure does last of all."""
    write(document, "INSERT INTO tombstone (tbl, row_id) VALUES (?, ?)", (table, key))


def write(document: Document, statement: str, values: tuple[object, ...] = ()) -> None:
    def act(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute(statement, values)

    document.on_file(act, writing=True)


def many_steps(document: Document, count: int) -> None:
    """Write a long log, a step a minute."""
    start = datetime(2020, 1, 1, tzinfo=UTC)

    def act(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            raw = hand.link.raw
            first = raw.execute("SELECT max(seq) FROM log_group").fetchone()[0] + 1
            raw.executemany(
                "INSERT INTO log_group (seq, id, kind, copy_id, author, at, schema, label_key, label_ids) "
                "VALUES (?, ?, 'edit', 'here', ?, ?, 4, 'stakeholder.update', '{}')",
                (
                    (
                        first + n,
                        f"step-{n}",
                        ("Ann", "Ben", "Chloé")[n % 3],
                        (start + timedelta(minutes=n)).isoformat(timespec="milliseconds"),
                    )
                    for n in range(count)
                ),
            )
            raw.executemany(
                "INSERT INTO log_row (group_seq, tbl, row_id, before, after) VALUES (?, 'stakeholder', ?, ?, ?)",
                (
                    (first + n, f"row-{n % 500}", *(json.dumps({"id": "x", "note": word}) for word in "ab"))
                    for n in range(count)
                ),
            )

    document.on_file(act, writing=True)


def test_what_came_with_a_merge_carries_its_own_author_and_says_how_it_came(tmp_path: Path) -> None:
    here, there = tmp_path / "here.hdplan", tmp_path / "there.hdplan"
    with Document.create(here, author="Ann") as mine:
        made = mine.edit(Label("office.start"), PlanIds.make).result
    shutil.copy(here, there)
    with Document.open(there, author="Ben") as theirs:
        theirs.edit(
            Label("stakeholder.assess", {"stakeholder": made.ministry}),
            lambda s: assessments.assess(
                s,
                campaign_id=made.campaign,
                moves={made.ministry: {"influence": 4}},
                made_on=date(2026, 5, 3),
                author="Ben",
            ),
        )
        theirs.edit(Label("stakeholder.delete"), lambda s: stakeholders.delete_stakeholders(s, [made.ally]))
    with Document.open(here, author="Ann") as mine:
        mine.merge(mine.plan_merge(there), there, {})
        steps = told(mine)
        adopted = [step for step in steps if step.adopted]
        assert {step.author for step in adopted} == {"Ben"}
        assert not any(step.can_go_back for step in adopted)
        trail = rating(mine, made)
        assert [(one.author, one.way, one.after, one.holds) for one in trail.steps] == [
            ("Ann", "Came with a merge", "High (4)", True),
            ("Ben", "Changed", "High (4)", False),
        ]
        (deleted,) = mine.read(bin_service.bin_rows)
        assert deleted.name == "Union of mayors"
        mine.edit(
            Label("bin.restore"),
            lambda s: bin_service.restore(s, table="stakeholder", key=made.ally),
        )
        assert mine.read(bin_service.bin_rows) == []
