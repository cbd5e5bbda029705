"""The lists letter for letter, and the border that every value crosses."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from hdplanner.domain import values
from hdplanner.domain.base import PROSE, UtcInstant, cleaned, derived_id, new_id
from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.fields import FIELD_LABELS, NOUNS, field_label
from hdplanner.domain.labels import label, step_label
from hdplanner.domain.models import CLASSES, METADATA
from hdplanner.domain.office import Office
from hdplanner.domain.ranks import rank_between, ranks_for
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.errors import InvalidValueError, TextTooLongError

LISTS = [
    kind
    for kind in vars(values).values()
    if isinstance(kind, type) and issubclass(kind, (Choice, Scale)) and kind not in (Choice, Scale)
]

EXPECTED = {
    values.Influence: "Marginal · Limited · Moderate · High · Decisive",
    values.Interest: "Not on agenda · Low · Some · High · Top priority",
    values.Position: "Actively opposed · Reserved · Uncommitted · Favourable · Actively supportive",
    values.Relationship: "None · Distant · Working · Cooperative · Trusted",
    values.Confidence: "Low · Moderate · High",
    values.Engagement: "Unaware · Resistant · Neutral · Supportive · Leading",
    values.Level: "Local · Subnational · National · Regional · Global",
    values.Mode: "Bilateral-confidential · Confidential via third party · Closed group · Public",
    values.Attribution: "Attributable · Not for attribution · Chatham House Rule · Off the record",
    values.Sensitivity: "Public · Internal · Confidential · Strictly confidential",
    values.Disclosure: "May be said · If raised only · Background – not for disclosure",
    values.CampaignStage: "Frame · Analyse · Strategise · Mandate & approve · Engage · Decision window · "
    "Follow-up & hold to commitments · Review & close",
    values.CampaignStatus: "Draft · Active · On hold · Suspended (risk) · Closed · Archived/purged",
    values.StakeholderRoleValue: "Decision-maker · Influencer/adviser · Gatekeeper · Can block · Ally · "
    "Messenger · Implementer · Affected group · Observer",
    values.InfluenceBasis: "Formal decision · Veto/blocking · Gatekeeping access · Territorial/armed control · "
    "Finance · Expertise · Moral/religious/traditional authority · Public opinion/media · Personal access",
    values.EvidenceType: "Public statement · Vote/official act · Direct conversation · Third-party report · "
    "Media · Inference",
    values.CommitmentStatus: "Offered · Made (oral) · Made (written) · Announced publicly · In implementation · "
    "Fulfilled · Partly fulfilled · Lapsed · Reneged",
    values.Principle: "Humanity · Impartiality · Neutrality · Independence · Voluntary service · Unity · "
    "Universality",
    values.Motive: "Security · Sovereignty and recognition · Domestic politics · Reputation and soft power · "
    "Regional leadership · Economic interest · Institutional interest · Ideology or religion · "
    "Humanitarian conviction · Relations with an ally or patron · Personal standing · Other",
    values.Channel: "Bilateral meeting · Confidential negotiation · Phone/secure call · "
    "Policy/technical dialogue · Networking/margins · Formal letter · Note verbale · Démarche · "
    "Aide-mémoire/non-paper · Submission/hearing/drafting advice · Third-party intermediary · "
    "Coalition/joint action · Community organising · Event/conference/day · Field visit · Public statement · "
    "Media/op-ed · Digital/social",
    values.ActorType: "Head of state/government · Ministry/executive · Parliament/legislature · "
    "Judiciary/regulator · Local authority · Armed forces/police · "
    "Non-state armed group/de facto authority · Permanent mission/embassy/donor state · UN entity · "
    "Regional/intergovernmental body · National Society · IFRC · ICRC · INGO · "
    "National/local NGO/civil society · Community/traditional leader · Religious leader/institution · "
    "Affected people's group · Private sector · Academia/think tank · Media · Political party · "
    "Eminent person · Other",
    values.CampaignGoal: "Humanitarian or economic assistance · Protection of civilians · Humanitarian access · "
    "Peacebuilding and stability · Food in a difficult humanitarian situation · Fighting epidemics · "
    "Debt relief · Refugee protection and repatriation · Humanitarian presence in zones of instability · "
    "International treaties and knowledge of humanitarian principles · Law and auxiliary role · "
    "Resources and partnership · Trust in humanitarian action",
}


@pytest.mark.parametrize("kind", EXPECTED, ids=lambda kind: kind.__name__)
def test_a_list_stands_letter_for_letter(kind):
    assert " · ".join(member.text for member in kind) == EXPECTED[kind]


def test_the_messengers_stand_on_three_ladders():
    rungs = [level.ladder for level in values.MessengerLevel]
    assert [rungs.count(ladder) for ladder in values.Ladder] == [7, 7, 6]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_member_has_words_and_can_be_had_by_its_value(kind):
    assert len(LISTS) > 40
    for member in kind:
        assert label(member) == member.text != ""
        assert kind(member.value) is member


def test_not_assessed_is_not_the_middle():
    assert step_label(values.Position, None) == "Not assessed"
    assert step_label(values.Position, 0) == "Uncommitted"


@given(st.text())
def test_cleaned_text_is_stable_and_holds_no_control_character(text):
    once = cleaned(text, PROSE)
    assert cleaned(once, PROSE) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(st.text(alphabet=st.characters(exclude_categories=["C"])))
def test_what_can_be_read_is_never_lost(text):
    assert cleaned(text, PROSE) == unicodedata.normalize("NFC", text)


def test_text_too_long_is_refused_with_the_name_of_the_field():
    with pytest.raises(TextTooLongError) as caught:
        Stakeholder(short_name="x" * 61)
    assert caught.value.field == "short_name"


def test_line_ends_of_other_systems_become_plain():
    assert Stakeholder(note="a\r\nb\rc\x0b").note == "a\nb\nc"


@pytest.mark.parametrize("number", [-1, 0, 6, 100])
def test_a_rating_off_its_scale_never_enters_an_object(number):
    with pytest.raises(InvalidValueError):
        Assessment(influence=number)


@pytest.fixture
def session():
    """A plain database with the whole schema."""
    engine = sa.create_engine("sqlite://")
    METADATA.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def test_a_bulk_statement_cannot_bypass_the_border(session):
    key = new_id()
    session.execute(sa.insert(Office), [{"id": key, "name": "Cafe\u0301\x00"}])
    assert session.scalar(sa.select(Office.name)) == "Café"
    with pytest.raises(sa.exc.StatementError):
        session.execute(sa.insert(Assessment), [{"id": new_id(), "influence": 9}])


def test_an_unknown_choice_is_refused(session):
    session.add(Stakeholder(office_id=new_id(), kind="wizard"))
    with pytest.raises(sa.exc.StatementError):
        session.flush()


def test_a_moment_without_a_zone_is_refused_and_one_with_a_zone_comes_back_in_utc():
    kind = UtcInstant()
    dialect = sa.create_engine("sqlite://").dialect
    with pytest.raises(InvalidValueError):
        kind.process_bind_param(datetime(2026, 1, 1), dialect)  # noqa: DTZ001  that is the point
    moment = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    stored = kind.process_bind_param(moment, dialect)
    assert kind.process_result_value(stored, dialect) == moment.astimezone(UTC)


def test_keys_are_canonical_and_sort_by_their_making():
    keys = [new_id() for _ in range(200)]
    assert keys == sorted(keys)
    assert all(len(key) == 36 and key[14] == "7" and key == key.lower() for key in keys)


def test_two_offices_derive_the_same_key_for_the_same_value():
    assert derived_id("tag", "a", "b") == derived_id("tag", "a", "b")
    assert derived_id("tag", "a", "b") != derived_id("tag", "ab", "")


def test_every_table_has_one_key_column_and_a_class():
    assert set(CLASSES) == set(METADATA.tables)
    for table in METADATA.tables.values():
        assert [column.name for column in table.primary_key] == ["id"]


@given(st.lists(st.integers(0, 100), max_size=60))
def test_a_place_between_two_others_is_always_there(places):
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        before = ranks[at - 1] if at else None
        after = ranks[at] if at < len(ranks) else None
        ranks.insert(at, rank_between(before, after))
    assert ranks == sorted(set(ranks))


def test_ranks_that_do_not_sort_are_refused():
    for before, after in (("b", "a"), ("a", "a")):
        with pytest.raises(ValueError, match="does not sort"):
            rank_between(before, after)


@pytest.mark.parametrize("count", [0, 1, 5, 62, 4000])
def test_ranks_made_at_once_are_in_order_and_leave_room(count):
    ranks = ranks_for(count)
    assert ranks == sorted(set(ranks))
    assert len(ranks) == count
    for before, after in itertools.pairwise(ranks):
        assert before < rank_between(before, after) < after


def test_every_field_that_an_import_or_an_edit_names_has_words():
    from hdplanner.exchange.fields import FIELDS

    assert [field for field in FIELDS if field not in FIELD_LABELS] == []
    of_templates = {"sequence"}
    assert [table for table in NOUNS if table not in {*METADATA.tables, *of_templates}] == []
    assert field_label("made_on") == "Date of the assessment"
    assert field_label("row_of_our_own") == "row of our own"


def test_a_refusal_names_the_field_as_people_do():
    with pytest.raises(InvalidValueError) as caught:
        Assessment(assessed_position=9)
    assert str(caught.value) == "“Assessed position” was not changed: it goes from -2 to 2."
