from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, DateTime, Engine, Enum, Integer, create_engine, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import CleanText, Rating, UtcInstant, derived_id
from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.models import METADATA
from hdplanner.domain.office import Office
from hdplanner.domain.packs import Blob
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import ActorType, Influence
from hdplanner.errors import UnreadableSourceError
from hdplanner.services import interchange
from hdplanner.services.interchange_cells import codec, default_of


def empty_file() -> Session:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    return Session(engine)


def close(session: Session) -> None:
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    bind.dispose()


@pytest.fixture
def session() -> Iterator[Session]:
    with empty_file() as session:
        yield session
    close(session)


OFFICE = {"id": "office-1", "name": "Office"}
PLAN = {"id": "plan-1", "office_id": "office-1", "title": "Plan"}
MINISTRY = {"id": "ministry", "office_id": "office-1", "name": "Ministry of Health"}


def data(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {"format": "hdplanner", "version": 1, "tables": {"office": [OFFICE], "campaign": [PLAN], **tables}}


def refusal(session: Session, content: object) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        interchange.load(session, content, "plan.json")
    assert session.scalars(select(Office)).all() == []
    return str(caught.value)


def test_every_column_has_a_form_in_the_format() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            assert codec(column)


def test_every_table_with_a_derived_key_is_one() -> None:
    assert set(METADATA.tables) >= interchange.DERIVED


def test_columns_at_their_default_are_left_out(session: Session) -> None:
    interchange.load(session, data(stakeholder=[MINISTRY]))

    assert interchange.dump(session)["tables"]["stakeholder"] == [MINISTRY]


def test_values_are_written_as_plain_json(session: Session) -> None:
    session.add_all(
        [
            Office(id="o", name="O"),
            Campaign(id="c", office_id="o", title="T", starts_on=date(2026, 5, 3)),
            Stakeholder(id="s", office_id="o", name="S", actor_type=ActorType.MINISTRY),
            Assessment(
                id="a",
                campaign_id="c",
                stakeholder_id="s",
                made_on=date(2026, 1, 2),
                influence=Influence.HIGH,
            ),
            Blob(id="0" * 64, content=b"\x00\xff"),
        ]
    )
    session.flush()

    tables = json.loads(json.dumps(interchange.dump(session)))["tables"]

    assert tables["campaign"][0]["starts_on"] == "2026-05-03"
    assert tables["stakeholder"][0]["actor_type"] == "ministry"
    assert tables["assessment"][0]["influence"] == 4
    assert tables["blob"][0]["content"] == "AP8="


def test_rows_come_by_key_whatever_their_order(session: Session) -> None:
    rows = [dict(MINISTRY, id=key) for key in ("c", "a", "b")]
    interchange.load(session, data(stakeholder=rows))

    assert [row["id"] for row in interchange.dump(session)["tables"]["stakeholder"]] == ["a", "b", "c"]


def test_a_child_may_stand_before_its_parent(session: Session) -> None:
    child = {"id": "a-unit", "office_id": "office-1", "name": "Unit", "parent_id": "ministry"}
    interchange.load(session, data(stakeholder=[child, MINISTRY]))

    assert session.get(Stakeholder, "a-unit") is not None


def test_a_row_of_a_list_may_leave_its_key_out(session: Session) -> None:
    link = {"campaign_id": "plan-1", "stakeholder_id": "ministry"}
    interchange.load(session, data(stakeholder=[MINISTRY], involvement=[link]))

    assert session.scalars(select(Involvement.id)).one() == derived_id("involvement", "plan-1", "ministry")


def test_control_characters_do_not_enter_the_file(session: Session) -> None:
    interchange.load(session, data(stakeholder=[dict(MINISTRY, name="Mini\x00stry\x07")]))

    assert session.get_one(Stakeholder, "ministry").name == "Ministry"


def test_the_empty_plan_of_a_new_file_gives_way(session: Session) -> None:
    session.add_all([Office(id="new", name="N"), Campaign(id="empty", office_id="new", title="Empty")])
    session.flush()
    interchange.load(session, data(stakeholder=[MINISTRY]))

    assert interchange.dump(session)["tables"].keys() == {"office", "campaign", "stakeholder"}
    assert session.scalars(select(Campaign.id)).all() == ["plan-1"]


def test_a_file_with_work_in_it_keeps_its_office_and_takes_the_rest_beside_its_own(session: Session) -> None:
    interchange.load(session, data(stakeholder=[MINISTRY]))
    other = {
        "format": "hdplanner",
        "version": 1,
        "tables": {
            "office": [{"id": "other", "name": "Other"}],
            "stakeholder": [{"id": "bank", "office_id": "other", "name": "Bank"}],
        },
    }
    interchange.load(session, other)

    assert session.scalars(select(Office.id)).all() == ["office-1"]
    assert session.get_one(Stakeholder, "bank").office_id == "office-1"


def test_what_is_in_the_file_already_is_refused_and_merge_is_named(session: Session) -> None:
    interchange.load(session, data(stakeholder=[MINISTRY]))
    with pytest.raises(UnreadableSourceError, match="merge"):
        interchange.load(session, data(stakeholder=[MINISTRY]))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"colour": "red"}, ("colour", "not known")),
        ({"kind": "planet"}, ("kind", "institution, post, person, group")),
        ({"name": 5}, ("name", "text")),
        ({"name": "x" * 401}, ("name", "400")),
        ({"name": None, "kind": None}, ("kind", "missing")),
        ({"do_not_approach": 1}, ("do_not_approach", "true or false")),
        ({"retain_until": "tomorrow"}, ("retain_until", "date")),
        ({"parent_id": "nobody"}, ("parent_id", "not there")),
        ({"id": "Ärger"}, ("id", "key")),
        ({"id": 7}, ("id", "key")),
        ({"id": "x" * 37}, ("id", "key")),
        ({"id": ""}, ("id", "key")),
    ],
)
def test_a_wrong_field_is_named_with_its_table_and_row(
    session: Session, row: dict[str, Any], words: tuple[str, ...]
) -> None:
    said = refusal(session, data(stakeholder=[dict(MINISTRY, id="fine"), {**MINISTRY, **row}]))

    assert all(word in said for word in ("plan.json", "stakeholder", "row 2", *words)), said


@pytest.mark.parametrize(
    "rating", [0, 6, -1, 2.5, "4", True, 10**30], ids=["low", "high", "minus", "part", "text", "yes", "huge"]
)
def test_a_rating_off_its_scale_is_refused(session: Session, rating: object) -> None:
    judged = {
        "id": "j", "campaign_id": "plan-1", "stakeholder_id": "ministry", "made_on": "2026-01-01", "influence": rating
    }  # fmt: skip
    assert "influence" in refusal(session, data(stakeholder=[MINISTRY], assessment=[judged]))


@pytest.mark.parametrize(
    "content",
    [
        None, [], "text", 5, {}, {"format": "other"}, {"format": "hdplanner"},
        {"format": "hdplanner", "version": 2, "tables": {}},
        {"format": "hdplanner", "version": True, "tables": {}},
        {"format": "hdplanner", "version": 1, "tables": []},
        {"format": "hdplanner", "version": 1, "tables": {"planet": []}},
        {"format": "hdplanner", "version": 1, "tables": {"office": {}}},
        {"format": "hdplanner", "version": 1, "tables": {"office": [1]}},
        {"format": "hdplanner", "version": 1, "tables": {}, "more": 1},
    ],
)  # fmt: skip
def test_what_is_not_our_format_is_refused(session: Session, content: object) -> None:
    refusal(session, content)


def test_a_key_that_two_rows_share_is_refused(session: Session) -> None:
    assert "another row" in refusal(session, data(stakeholder=[MINISTRY, MINISTRY]))


def test_a_blob_under_a_wrong_digest_is_refused(session: Session) -> None:
    assert "SHA-256" in refusal(session, data(blob=[{"id": "0" * 64, "content": "AP8="}]))


TEXTS = ("=1+1", "\u202eמשלוח", "ﷺ", "a\nb\tc", "👩🏽", "وزارة الصحة", "  spaces  ", "\\u0000", "é", "'; --")


def value_of(column: Any, luck: Random) -> Any:
    kind = column.type
    if isinstance(kind, CleanText):
        return luck.choice(TEXTS)
    if isinstance(kind, Rating):
        return int(luck.choice(list(kind.scale)))
    if isinstance(kind, Enum):
        return luck.choice(list(kind.enum_class or ()))
    if isinstance(kind, Boolean):
        return luck.random() < 0.5
    if isinstance(kind, Integer):
        return luck.randrange(-(2**31) + 1, 2**31)
    if isinstance(kind, Date):
        return date(1900, 1, 1) + timedelta(luck.randrange(100_000))
    if isinstance(kind, DateTime | UtcInstant):
        moment = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(seconds=luck.random() * 1e9)
        return moment if isinstance(kind, UtcInstant) else moment.replace(tzinfo=None)
    return "".join(luck.choices("0123456789abcdef", k=luck.randrange(min(60, kind.length or 60))))


def a_row(table: Any, key: str, keys: dict[str, list[str]], luck: Random) -> dict[str, Any]:
    row = {}
    for column in table.columns:
        targets = [keys[target.column.table.name] for target in column.foreign_keys]
        default = default_of(column)
        if column.primary_key:
            row[column.name] = key
        elif (default is not None or column.nullable) and luck.random() < 0.4:
            row[column.name] = default
        else:
            row[column.name] = luck.choice(targets[0]) if targets else value_of(column, luck)
    return row


def a_random_campaign(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Up to three rows of each table, each field at its default or at a value it may have."""
    luck = Random(seed)
    tables = METADATA.sorted_tables
    keys = {t.name: [f"{i}-{t.name.replace('_', '-')}" for i in range(luck.randrange(1, 4))] for t in tables}
    made = {t.name: [a_row(t, key, keys, luck) for key in keys[t.name]] for t in tables if t.name != "blob"}
    contents = [luck.randbytes(luck.randrange(20)) for _ in range(luck.randrange(3))]
    made["blob"] = [{"id": sha256(content).hexdigest(), "content": content} for content in set(contents)]
    return made


@given(st.integers(0, 2**32))
@settings(phases=[Phase.generate], max_examples=12 if settings().max_examples < 100 else 500)
def test_a_round_trip_loses_nothing_and_is_stable_to_the_byte(seed: int) -> None:
    made = a_random_campaign(seed)
    with empty_file() as first, empty_file() as second:
        for table in METADATA.sorted_tables:
            if made[table.name]:
                first.execute(table.insert(), made[table.name])
        before = json.dumps(interchange.dump(first))
        interchange.load(second, json.loads(before))
        assert json.dumps(interchange.dump(second)) == before
        for table in METADATA.sorted_tables:
            query = select(table).order_by(table.c.id)
            assert first.execute(query).all() == second.execute(query).all()
    close(first)
    close(second)


def test_an_instant_goes_out_and_comes_in_as_utc() -> None:
    instants = [c for t in METADATA.sorted_tables for c in t.columns if isinstance(c.type, UtcInstant)]
    moment = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
    for column in instants:
        write, read = codec(column)
        assert write(moment) == "2026-05-03T09:30:00Z"
        assert read("2026-05-03T11:30:00+02:00") == moment
        with pytest.raises(ValueError, match="zone"):
            read("2026-05-03T09:30:00")
    assert moment - timedelta(0) == moment
