"""Likely duplicates of the file, two that are said to be two, and two made one: nothing is lost, one undo."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from hdplanner.domain.base import new_id
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Commitment
from hdplanner.domain.models import CLASSES, METADATA
from hdplanner.domain.network import Coalition, CoalitionMember, NetworkPlace, Scenario, ScenarioMove, Tie
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import (
    Assessment,
    Contact,
    DistinctPair,
    PostHolder,
    Stakeholder,
    StakeholderLanguage,
    StakeholderMotive,
    StakeholderName,
    StakeholderRole,
)
from hdplanner.domain.values import ActorType, Motive, NameKind, Sensitivity, StakeholderRoleValue, TieKind
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import duplicates, merging, stakeholders
from hdplanner.services.values import derived, derived_key, key_parts
from hdplanner.storage import Document, Label

DAY = date(2026, 5, 1)


@pytest.fixture
def twins(document, plan):
    """The ministry, and the same again as "Finance Ministry"."""

    def make(session):
        return stakeholders.add_stakeholder(session, name="Finance, Ministry of", campaign_id=plan.campaign)

    return plan.ministry, document.edit(Label("x"), make).result


def add(document, *rows):
    document.edit(Label("x"), lambda session: session.add_all(rows))


def all_of(document, mapped, *names):
    columns = [getattr(mapped, name) for name in names]
    return {tuple(row) for row in document.read(lambda s: s.execute(select(*columns)).all())}


def merge(keep, gone, **values):
    return lambda session: duplicates.merge_stakeholders(session, keep_id=keep, gone_id=gone, values=values)


# -- finding


def test_likely_duplicates_come_with_a_sentence_and_posts_are_not_their_institution(document, plan, twins):
    (pair,) = document.read(duplicates.likely_duplicates)
    assert {pair.first_id, pair.second_id} == set(twins)
    assert pair.likeness == 98
    assert pair.why == "“Ministry of Finance” and “Finance, Ministry of” are the same words."
    assert document.read(lambda s: duplicates.likely_duplicates(s, plan.campaign)) == [pair]
    assert document.read(lambda s: duplicates.likely_duplicates(s, ids=[twins[1]])) == [pair]
    assert document.read(lambda s: duplicates.likely_duplicates(s, ids=[plan.ally])) == []


def test_further_names_and_acronyms_are_compared(document, plan):
    def make(session):
        who = stakeholders.add_stakeholder(session, name="World Health Organization", short_name="WHO")
        session.add(StakeholderName(stakeholder_id=who, name="منظمة الصحة العالمية"))
        stakeholders.add_stakeholder(session, name="WHO")
        stakeholders.add_stakeholder(session, name="منظمه الصحه العالميه")

    document.edit(Label("x"), make)
    found = {(pair.likeness, pair.why) for pair in document.read(duplicates.likely_duplicates)}
    assert (95, "“WHO” can be short for “World Health Organization”.") in found
    assert any(likeness == 100 for likeness, _why in found)


def test_a_pair_that_is_two_is_not_shown_again(document, plan, twins, undoable):
    undoable(lambda s: duplicates.set_distinct(s, twins[1], twins[0]))
    assert document.read(duplicates.likely_duplicates) == []
    assert all_of(document, DistinctPair, "first_id", "second_id") == {tuple(sorted(twins))}
    again = document.edit(Label("x"), lambda s: duplicates.set_distinct(s, *twins))
    assert not again.changes


def test_one_is_not_two_and_a_stranger_is_not_found(document, twins):
    with pytest.raises(InvalidValueError):
        document.edit(Label("x"), lambda s: duplicates.set_distinct(s, twins[0], twins[0]))
    with pytest.raises(NotFoundError):
        document.edit(Label("x"), lambda s: duplicates.set_distinct(s, twins[0], "nobody"))


# -- merging


def test_chosen_fields_win_and_what_is_empty_is_filled(document, plan, twins, undoable):
    keep, gone = twins
    document.edit(
        Label("x"),
        lambda s: (
            stakeholders.update_stakeholders(
                s, [keep], note="Old building.", title="H.E.", sensitivity=Sensitivity.INTERNAL
            ),
            stakeholders.update_stakeholders(
                s,
                [gone],
                note="New building.",
                title="The Honourable",
                country="KE",
                code_name="Oak",
                at_risk=True,
                sensitivity=Sensitivity.CONFIDENTIAL,
            ),
        ),
    )
    assert undoable(merge(keep, gone, title="The Honourable")) == keep
    row = document.read(lambda s: s.get(Stakeholder, keep))
    assert (row.name, row.title, row.country, row.code_name) == (
        "Ministry of Finance",
        "The Honourable",
        "KE",
        "Oak",
    )
    assert row.note == "Old building.\nNew building."
    assert (row.at_risk, row.sensitivity) == (True, Sensitivity.CONFIDENTIAL)
    assert document.read(lambda s: s.get(Stakeholder, gone)) is None
    names = all_of(document, StakeholderName, "stakeholder_id", "name", "kind")
    assert names == {(keep, "Finance, Ministry of", NameKind.ALIAS)}


def test_the_name_that_was_not_chosen_is_kept_and_a_code_name_never_becomes_a_name(
    document, plan, twins, undoable
):
    keep, gone = twins
    document.edit(
        Label("x"), lambda s: stakeholders.update_stakeholders(s, [gone], code_name="Oak", short_name="MoF")
    )
    undoable(merge(keep, gone, name="Finance, Ministry of", short_name=""))
    names = {name for _key, name in all_of(document, StakeholderName, "stakeholder_id", "name")}
    assert names == {"Ministry of Finance", "MoF"}


def test_values_of_lists_are_joined_under_their_own_keys(document, plan, twins, undoable):
    keep, gone = twins
    coalition = Coalition(campaign_id=plan.campaign, name="Coast")
    scenario = Scenario(campaign_id=plan.campaign, name="What if")
    rows = [coalition, scenario]
    for key in twins:
        rows.append(derived(StakeholderLanguage(stakeholder_id=key, value="fr")))
        rows.append(derived(CoalitionMember(coalition_id=coalition.id, stakeholder_id=key)))
    role = {"campaign_id": plan.campaign, "stakeholder_id": gone}
    rows.append(derived(StakeholderRole(**role, value=StakeholderRoleValue.ALLY)))
    rows.append(derived(StakeholderMotive(**role, value=Motive.SECURITY)))
    rows.append(derived(NetworkPlace(**role, x=10, y=0)))
    rows.append(derived(NetworkPlace(campaign_id=plan.campaign, stakeholder_id=keep, x=3, y=4)))
    rows.append(derived(ScenarioMove(scenario_id=scenario.id, stakeholder_id=gone, position=1)))
    add(document, *rows)
    document.edit(
        Label("x"),
        lambda s: stakeholders.update_involvement(s, plan.campaign, gone, next_step="Call the office"),
    )
    undoable(merge(keep, gone))
    for mapped in (StakeholderLanguage, CoalitionMember, StakeholderRole, NetworkPlace, ScenarioMove):
        (row,) = document.read(lambda s, m=mapped: s.scalars(select(m)).all())
        assert row.stakeholder_id == keep
        assert row.id == derived_key(mapped, {name: getattr(row, name) for name in key_parts(mapped)})
    (motive,) = document.read(lambda s: s.scalars(select(StakeholderMotive)).all())
    assert motive.stakeholder_id == keep
    assert all_of(document, NetworkPlace, "x", "y") == {(3, 4)}
    assert (keep, "Call the office") in all_of(document, Involvement, "stakeholder_id", "next_step")


def test_ties_between_the_two_go_and_equal_ties_become_one_with_the_better_evidence(
    document, plan, twins, undoable
):
    keep, gone = twins

    def tie(source, target, **values):
        return Tie(campaign_id=plan.campaign, source_id=source, target_id=target, **values)

    add(
        document,
        tie(keep, gone, kind=TieKind.ADVISES),
        tie(keep, plan.ally, kind=TieKind.FINANCES, confidence=1, evidence="Hearsay", strength=2),
        tie(gone, plan.ally, kind=TieKind.FINANCES, confidence=3, evidence="Budget law"),
        tie(gone, plan.ally, kind=TieKind.TRUST),
    )
    undoable(merge(keep, gone))
    found = all_of(document, Tie, "source_id", "target_id", "kind", "confidence", "evidence", "strength")
    assert found == {
        (keep, plan.ally, TieKind.FINANCES, 3, "Budget law\nHearsay", 2),
        (keep, plan.ally, TieKind.TRUST, None, "", None),
    }


def test_children_get_the_new_parent_without_a_circle(document, plan, twins, undoable):
    keep, gone = twins

    def tree(session):
        top = stakeholders.add_stakeholder(session, name="Government")
        middle = stakeholders.add_stakeholder(session, name="Cabinet", parent_id=gone)
        stakeholders.update_stakeholders(session, [gone], parent_id=top)
        stakeholders.update_stakeholders(session, [keep], parent_id=middle)
        return top, middle

    top, middle = document.edit(Label("x"), tree).result
    undoable(merge(keep, gone))
    parents = dict(all_of(document, Stakeholder, "id", "parent_id"))
    assert (parents[keep], parents[middle]) == (top, keep)


def test_an_institution_joined_with_its_own_parent_stands_where_the_parent_stood(
    document, plan, twins, undoable
):
    keep, gone = twins
    document.edit(Label("x"), lambda s: stakeholders.update_stakeholders(s, [keep], parent_id=gone))
    undoable(merge(keep, gone))
    assert dict(all_of(document, Stakeholder, "id", "parent_id"))[keep] is None


def test_holders_contacts_and_pairs_come_along(document, plan, twins, undoable):
    keep, gone = twins
    first, second = sorted((gone, plan.ally))
    add(
        document,
        PostHolder(post_id=keep, name="Holder one"),
        PostHolder(post_id=gone, name="Holder two"),
        Contact(stakeholder_id=keep, value="Room 1"),
        Contact(stakeholder_id=gone, value="room 1"),
        Contact(stakeholder_id=gone, value="Room 2"),
        derived(DistinctPair(first_id=first, second_id=second)),
        derived(DistinctPair(first_id=min(twins), second_id=max(twins))),
    )
    undoable(merge(keep, gone))
    assert all_of(document, PostHolder, "post_id", "name") == {(keep, "Holder one"), (keep, "Holder two")}
    assert all_of(document, Contact, "value") == {("Room 1",), ("Room 2",)}
    assert all_of(document, DistinctPair, "first_id", "second_id") == {tuple(sorted((keep, plan.ally)))}


@pytest.mark.parametrize("case", ["itself", "movement", "circle", "no name", "no such field", "stranger"])
def test_what_cannot_be_joined_is_refused_and_nothing_is_changed(document, plan, twins, case):
    keep, gone = twins
    child = document.edit(
        Label("x"), lambda s: stakeholders.add_stakeholder(s, name="Treasury", parent_id=keep)
    ).result
    works = {
        "itself": merge(keep, keep),
        "movement": merge(plan.ifrc, keep),
        "circle": merge(keep, gone, parent_id=child),
        "no name": merge(keep, gone, name=" "),
        "no such field": merge(keep, gone, colour="red"),
        "stranger": merge(keep, "nobody"),
    }
    before = all_of(document, Stakeholder, "id", "name", "parent_id")
    with pytest.raises(InvalidValueError if case != "stranger" else NotFoundError):
        document.edit(Label("x"), works[case])
    assert all_of(document, Stakeholder, "id", "name", "parent_id") == before


def test_two_components_of_the_movement_may_be_one(document, plan, undoable):
    make = lambda s: stakeholders.add_stakeholder(s, name="IFRC", actor_type=ActorType.IFRC)  # noqa: E731
    other = document.edit(Label("x"), make).result
    undoable(merge(plan.ifrc, other))
    assert (other,) not in all_of(document, Stakeholder, "id")


# -- whatever there is


class Rows:
    """Makes a row of any mapped class, with the parents that it needs."""

    def __init__(self, session):
        self.session = session
        self.made = {}

    def make(self, mapped, **given):
        values = dict(given)
        for column in mapped.__table__.columns:
            if column.key in values or column.nullable or column.primary_key:
                continue
            if column.foreign_keys:
                parent = CLASSES[next(iter(column.foreign_keys)).column.table.name]
                values[column.key] = self.parent(parent)
            elif column.default is None:
                enums = getattr(column.type, "enum_class", None)
                values[column.key] = next(iter(enums)) if enums else DAY
        row = mapped(**values)
        self.session.add(row)
        self.session.flush()
        return row

    def parent(self, mapped):
        if mapped not in self.made:
            there = self.session.scalars(select(mapped.id)).first() if mapped is Office else None
            self.made[mapped] = there or self.make(mapped).id
        return self.made[mapped]


def test_every_table_that_names_a_stakeholder_comes_along(document, plan, twins, undoable):
    """Fails where a new table is forgotten: it makes a row of each for each column that names a stakeholder."""
    keep, gone = twins

    def fill(session):
        rows = Rows(session)
        for mapped, columns in merging.pointers():
            if mapped is Involvement:
                continue  # both have theirs
            for column in columns:
                rows.make(mapped, **({"name": "Part"} if mapped is Stakeholder else {}), **{column: gone})

    document.edit(Label("x"), fill)
    before = document.read(lambda s: merging.belongings(s, gone))
    assert set(before) == {str(mapped.__tablename__) for mapped, _columns in merging.pointers()}
    undoable(merge(keep, gone))
    assert document.read(lambda s: merging.belongings(s, gone)) == {}
    after = document.read(lambda s: merging.belongings(s, keep))
    for table, count in before.items():
        assert after[table] >= (1 if table in ("involvement", "distinct_pair") else count), table


def test_nothing_points_to_the_rows_that_get_a_new_key():
    pointed = {key.column.table.name for table in METADATA.tables.values() for key in table.foreign_keys}
    assert pointed & merging.DERIVED == set()


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([Assessment, Commitment, Tie])), max_size=20))
def test_no_dated_fact_is_lost_whatever_belongs_to_whom(facts):
    with Document.in_memory() as document:
        ids = [new_id() for _number in range(4)]

        def fill(session):
            rows = Rows(session)
            for key in ids[:3]:
                rows.make(Stakeholder, id=key, name=key)
            for number, (second, mapped) in enumerate(facts):
                own = ids[int(second)]
                ends = {"source_id": own, "target_id": ids[2], "evidence": str(number)}
                rows.make(mapped, **(ends if mapped is Tie else {"stakeholder_id": own}))

        document.edit(Label("x"), fill)
        counted = lambda s, m: s.execute(select(func.count()).select_from(m)).scalar_one()  # noqa: E731
        before = {m: document.read(lambda s, m=m: counted(s, m)) for m in (Assessment, Commitment)}
        said = {t for (t,) in all_of(document, Tie, "evidence")}
        document.edit(Label("y"), merge(ids[0], ids[1]))
        assert {m: document.read(lambda s, m=m: counted(s, m)) for m in before} == before
        kept = {line for (text,) in all_of(document, Tie, "evidence") for line in text.split("\n")}
        assert kept == said
